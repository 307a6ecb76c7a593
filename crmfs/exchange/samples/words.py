"""What the sample customers are called, need and say: invented, no real person, number or address. Texts only."""

from typing import NamedTuple


class Company(NamedTuple):
    """One invented company and why it buys; `industry`, `size`, `source` and `region` are the schema's codes."""

    name: str
    industry: str
    size: str
    source: str
    region: str
    address: str
    need: str
    note: str
    tags: tuple[str, ...]


class Person(NamedTuple):
    """One invented private customer."""

    name: str
    gender: str
    birth_year: int
    source: str
    region: str
    address: str
    preferences: str
    habits: str
    note: str
    tags: tuple[str, ...]


class Product(NamedTuple):
    """What the sample company sells; the price in yuan."""

    name: str
    unit_price: int
    most: int


COMPANIES = (
    Company("未来科技有限公司", "technology", "medium", "trade_show_referral", "华南", "深圳市南山区科苑路",
            "智能仓储系统，需要与现有 ERP 对接", "客户对价格敏感，需跟进折扣", ("重点客户", "ERP对接")),
    Company("深圳市星河电子科技有限公司", "technology", "large", "referral", "华南", "深圳市宝安区新安街道",
            "扫码终端 120 台，分三批交付", "决策链较长，先与采购部确认技术参数", ("重点客户", "硬件")),
    Company("上海云帆物流有限公司", "logistics", "large", "website", "华东", "上海市浦东新区外高桥",
            "运输管理与电子签收一体化", "关注上线周期，希望两个月内完成", ("物流", "续约")),
    Company("杭州青禾食品有限公司", "food", "medium", "trade_show", "华东", "杭州市余杭区仓前街道",
            "批次追溯与保质期预警", "旺季为中秋前两个月，实施避开旺季", ("追溯",)),
    Company("北京晨曦教育科技有限公司", "education", "small", "website", "华北", "北京市海淀区中关村大街",
            "学员档案与课程续费提醒", "预算按学年审批，九月前提交方案", ("教育",)),
    Company("成都锦绣医疗器械有限公司", "healthcare", "medium", "referral", "西南", "成都市高新区天府大道",
            "医疗器械批号管理，符合监管追溯要求", "需要提供合规证明材料", ("合规", "追溯")),
    Company("苏州恒远精密制造有限公司", "manufacturing", "large", "visit", "华东", "苏州市工业园区星湖街",
            "车间条码与库存实时同步", "现场网络差，先做离线采集试点", ("制造", "重点客户")),
    Company("广州百果园林商贸有限公司", "retail", "medium", "advertising", "华南", "广州市天河区珠江新城",
            "门店进销存与会员积分", "门店数量年内计划从 18 家增至 30 家", ("连锁",)),
    Company("武汉长江建设工程有限公司", "construction", "large", "referral", "华中", "武汉市江岸区沿江大道",
            "工地物料领用登记", "付款流程需要项目部与总部双签", ("工程",)),
    Company("南京紫金智能装备有限公司", "manufacturing", "medium", "trade_show", "华东", "南京市江宁区秣陵街道",
            "备件库管理与维修工单", "已有自研系统，只需要接口", ("接口",)),
    Company("西安丝路文化旅游有限公司", "hospitality", "small", "website", "西北", "西安市雁塔区曲江新区",
            "团队客户预订与回访", "节假日前后不便联系", ("旅游",)),
    Company("天津海纳国际贸易有限公司", "foreign_trade", "medium", "cold_call", "华北", "天津市滨海新区新港路",
            "报关单据归档与检索", "要求数据留在本地服务器", ("私有部署",)),
    Company("重庆山城餐饮管理有限公司", "catering", "medium", "advertising", "西南", "重庆市渝中区解放碑",
            "中央厨房配送与门店报货", "希望先在两家门店试用", ("连锁", "试用")),
    Company("青岛蓝湾海洋科技有限公司", "technology", "small", "trade_show", "华东", "青岛市崂山区松岭路",
            "设备租赁合同到期提醒", "每季度末集中采购", ("合同管理",)),
    Company("长沙橘洲传媒有限公司", "media", "small", "social_media", "华中", "长沙市岳麓区滨江路",
            "客户素材与合同统一存档", "负责人更换，需要重新建立联系", ("传媒",)),
    Company("郑州中原粮油有限公司", "food", "large", "referral", "华中", "郑州市二七区航海路",
            "粮油批发订单与欠款管理", "欠款额度需财务确认后再签新单", ("账期",)),
    Company("沈阳北方重工配件有限公司", "manufacturing", "medium", "cold_call", "东北", "沈阳市铁西区建设大路",
            "配件编码统一与库存盘点", "盘点差异较大，先做数据清理", ("制造",)),
    Company("厦门鹭岛茶业有限公司", "retail", "small", "social_media", "华东", "厦门市思明区环岛路",
            "茶叶礼盒订单与老客户复购提醒", "春茶上市前一个月是下单高峰", ("复购",)),
    Company("合肥量子信息技术有限公司", "technology", "small", "website", "华东", "合肥市蜀山区望江西路",
            "项目文档与客户沟通记录统一管理", "技术负责人直接参与评估", ("高潜力",)),
    Company("昆明云岭花卉有限公司", "agriculture", "small", "trade_show", "西南", "昆明市呈贡区斗南街道",
            "鲜花冷链配送跟踪", "每天凌晨交易，只能下午联系", ("冷链",)),
    Company("济南泉城金融服务有限公司", "finance", "medium", "referral", "华东", "济南市历下区经十路",
            "客户资料分级与权限审计", "对数据安全要求高，需要签保密协议", ("合规", "重点客户")),
    Company("哈尔滨冰城冷链物流有限公司", "logistics", "medium", "visit", "东北", "哈尔滨市道里区群力大道",
            "冷库温度记录与到货预约", "冬季运力紧张，实施放在春季", ("冷链", "物流")),
)  # fmt: skip

PEOPLE = (
    Person("*女士", "female", 1988, "social_media", "华东", "上海市徐汇区", "喜欢简洁界面，常用手机下单",
           "每月初集中采购，金额 300 元左右", "晚上八点后方便联系", ("老客户",)),
    Person("*先生", "male", 1979, "referral", "华南", "深圳市福田区", "关注售后，偏好电话沟通",
           "换季时购买，习惯比较三家报价", "由未来科技的同事介绍", ("转介绍",)),
    Person("*老师", "female", 1992, "website", "华北", "北京市朝阳区", "喜欢先试用再购买",
           "寒暑假前购买课程", "对发票抬头有要求", ("教育",)),
    Person("*同学", "other", 2001, "advertising", "华中", "武汉市洪山区", "价格优先",
           "促销时购买，客单价低", "学生优惠到毕业为止", ("学生",)),
)  # fmt: skip

PLACES = (
    ("宁波", "华东"), ("无锡", "华东"), ("佛山", "华南"), ("东莞", "华南"), ("石家庄", "华北"), ("太原", "华北"),
    ("南昌", "华中"), ("贵阳", "西南"), ("兰州", "西北"), ("大连", "东北"),
)  # fmt: skip
STYLES = ("鸿泰", "瑞丰", "盛世", "博远", "天朗", "明德", "华辰", "启航", "金石", "汇智", "同创", "新禾")
TRADES = (
    ("软件", "software"), ("机械", "manufacturing"), ("商贸", "foreign_trade"), ("食品", "food"), ("物流", "logistics"),
    ("建材", "construction"), ("医药", "pharmaceuticals"), ("文化", "media"),
)  # fmt: skip

PRODUCTS = (
    Product("进销存标准版（年费）", 6800, 3),
    Product("客户管理专业版（年费）", 12800, 2),
    Product("仓储管理企业版（年费）", 36000, 1),
    Product("手持扫码终端 S20", 1580, 40),
    Product("条码打印机 P5", 2260, 6),
    Product("实施服务（人天）", 1500, 20),
    Product("年度维护服务", 4800, 1),
)
PERSONAL_PRODUCTS = (
    Product("个人版会员（年费）", 198, 1),
    Product("在线课程：表格入门", 99, 2),
    Product("标签纸（十卷装）", 45, 4),
)

TITLES = ("采购经理", "信息中心主任", "总经理助理", "财务经理", "仓储主管", "运营经理")

FIRST_TALKS = (
    ("trade_show", "展会上初次交流，客户对“{need}”感兴趣，索取了资料", "发送产品资料并约演示"),
    ("call", "电话初次沟通，了解到客户的需求是“{need}”", "发送案例资料"),
    ("email", "客户来信询问“{need}”的方案与报价周期", "三个工作日内回复方案"),
)
TALKS = (
    ("call", "讨论产品需求，客户希望先看同行业案例", "发送同行业案例"),
    ("demo", "线上演示系统，客户提出三点改进意见：报表、权限、手机端", "整理会议纪要并回复改进意见"),
    ("visit", "上门拜访，走访现场并确认流程，对接人为信息部门", "输出调研报告"),
    ("quote", "发送报价单与实施计划，客户反馈价格偏高", "申请折扣后重新报价"),
    ("call", "跟进报价，客户正在内部审批，预计两周后有结果", "两周后电话跟进"),
    ("wechat", "客户询问数据能否从旧系统导入，已说明支持表格导入", "提供导入模板"),
    ("conference_call", "合同条款讨论，对付款比例三三四达成一致", "法务审核合同"),
)
SERVICE_TALKS = (
    ("call", "回访使用情况，客户满意，提出增加账号", "报价增加账号"),
    ("training", "现场培训两小时，参训十二人，仓库同事反映扫码速度明显提高", "一个月后回访"),
    ("call", "续约沟通，客户同意续签一年，希望维护费保持不变", "准备续约合同"),
    ("email", "发送季度使用报告，库存准确率由百分之九十一提高到百分之九十八", "约季度复盘会议"),
)
LOST_TALKS = (
    ("call", "客户告知预算取消，项目暂停", ""),
    ("email", "客户回复已选择其他供应商，主要原因是价格", ""),
)
PERSONAL_TALKS = (
    ("wechat", "咨询会员续费优惠，已说明本月活动", "活动结束前提醒"),
    ("call", "回访购买体验，客户满意物流速度", "下季度推荐新品"),
    ("wechat", "询问发票开具流程，已发送说明", ""),
)

ACTIVE_REASONS = ("客户签约成功", "试用通过，签订年度合同", "老客户续约")
LOST_REASONS = ("长期未响应", "价格原因选择其他供应商", "项目预算取消")

TICKETS = (
    (
        "complaint",
        "送货延迟两天",
        "约定周一送达的扫码终端周三才到，影响盘点安排",
        "已向客户致歉，改用次日达并赠送一年延保",
    ),
    ("question", "如何批量导入旧数据", "旧系统导出的表格列名不一致，询问导入方法", "提供对照表，协助导入 1200 条记录"),
    ("repair", "打印机无法连接", "更换路由器后条码打印机离线", "重新配置网络，恢复正常"),
    ("request", "增加库存预警报表", "希望低于安全库存时自动提醒", "已列入下季度计划"),
)
FEEDBACKS = (
    (5, "实施团队专业，上线比计划提前一周", "感谢认可，我们会继续保持"),
    (4, "系统稳定，报表还可以再丰富一些", "已记录建议，新版本将增加十张报表"),
    (3, "客服响应有时较慢，希望增加在线时间", "客服时间已延长至晚上九点"),
    (2, "价格上涨没有提前通知", "已致歉，并按原价续约一年"),
)
