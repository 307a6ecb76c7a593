"""Messages about customers that may be there twice."""

from crmfs.core.messages import Text

MESSAGES = {
    "dedupe.library_missing": Text(
        zh="查找重复客户需要 rapidfuzz：pip install rapidfuzz",
        en="Looking for double customers needs rapidfuzz: pip install rapidfuzz",
    ),
    "dedupe.reading": Text(zh="正在读取客户", en="Reading customers"),
    "dedupe.comparing": Text(zh="正在比较", en="Comparing"),
    "dedupe.strong": Text(zh="几乎肯定", en="almost sure"),
    "dedupe.likely": Text(zh="很可能", en="likely"),
    "dedupe.possible": Text(zh="也许", en="possible"),
    "dedupe.credit_code": Text(zh="信用代码相同", en="same credit code"),
    "dedupe.name": Text(zh="名称相同", en="same name"),
    "dedupe.name_place": Text(zh="名称相同，一方写了地名", en="same name, one with a place"),
    "dedupe.name_branch": Text(zh="名称相同，一方是分公司", en="same name, one is a branch"),
    "dedupe.name_elsewhere": Text(zh="名称相同，地名不同", en="same name, other place"),
    "dedupe.name_near": Text(zh="名称几乎相同（{shared}）", en="almost the same name ({shared})"),
    "dedupe.name_alike": Text(zh="名称相近（{shared}）", en="similar name ({shared})"),
    "dedupe.phone": Text(zh="电话相同", en="same phone number"),
    "dedupe.mail": Text(zh="邮箱相同", en="same e-mail address"),
    "dedupe.website": Text(zh="网站相同（{shared}）", en="same website ({shared})"),
    "dedupe.domain": Text(zh="邮箱域名相同（{shared}）", en="same mail domain ({shared})"),
    "dedupe.address": Text(zh="地址相同", en="same address"),
    "dedupe.person": Text(zh="联系人同名", en="a contact of the same name"),
    "dedupe.credit_code_differs": Text(zh="但信用代码不同", en="but the credit codes differ"),
    "dedupe.none": Text(zh="没有发现重复的客户。", en="No customer seems to be there twice."),
    "dedupe.found": Text(
        zh="{pairs} 对，{groups} 组。合并：crmfs dedupe merge 留下的 并入的；不是重复：crmfs dedupe distinct 编号 编号",
        en="{pairs:pair|pairs} in {groups:group|groups}. One and the same: crmfs dedupe merge KEPT OTHER; two: crmfs dedupe distinct ID ID",
    ),
    "dedupe.weaker": Text(
        zh="另有 {count} 对依据较弱：加 --all 查看。", en="{count:pair|pairs} more on weak evidence: --all shows them."
    ),
    "dedupe.same_customer": Text(zh="两次写的是同一个客户：{id}。", en="That is one customer twice: {id}."),
    "dedupe.not_whole": Text(
        zh="合并须有权查看 {id} 的全部内容（也包括财务资料），您没有。请有权的人合并（模板里是管理层）：crmfs dedupe merge {kept} {gone}",
        en="Whoever merges {id} must be allowed to see all of it, finance data too, and you are not. Ask somebody who is (management in the template): crmfs dedupe merge {kept} {gone}",
    ),
    "dedupe.held": Text(
        zh="{id} 写了保留原因，不能合并。要合并，先由有权的人清空：crmfs set {id} 保留原因=",
        en="{id} is on hold and cannot be merged. Whoever may has to end that first: crmfs set {id} hold=",
    ),
    "dedupe.told_apart": Text(
        zh="{id} 与 {other} 已记下不是重复客户，没有合并。确是同一个，先去掉标记：crmfs set {id} 非重复标记-={mark}",
        en="{id} and {other} were noted as two customers; nothing was merged. If they are one, take the mark away: crmfs set {id} distinct-={mark}",
    ),
    "dedupe.take_malformed": Text(
        zh="--take 写 字段=A 或 字段=B（A 是留下的客户，B 是并入的），或只写 A、B：{text}",
        en="--take is FIELD=A or FIELD=B (A is the customer that stays, B the other), or A or B alone: {text}",
    ),
    "dedupe.value_malformed": Text(zh="--value 写 字段=值：{text}", en="--value is FIELD=VALUE: {text}"),
    "dedupe.no_difference": Text(zh="“{field}”没有要决定的不同。", en="There is no difference in “{field}” to decide."),
    "dedupe.differs": Text(
        zh="{field}：{id} 是 {mine}，{other} 是 {theirs}", en="{field}: {id} has {mine}, {other} has {theirs}"
    ),
    "dedupe.decide": Text(
        zh="{count} 个字段不同，没有合并。逐个决定：--take 字段=A（用 {id} 的）、--take 字段=B（用 {other} 的）、--value 字段=新值；其余都用一方：--take A",
        en="{count:field differs|fields differ}; nothing was merged. Decide each: --take FIELD=A (that of {id}), --take FIELD=B (that of {other}), --value FIELD=VALUE; all the rest: --take A",
    ),
    "dedupe.nothing": Text(zh="（空）", en="(nothing)"),
    "dedupe.subject": Text(zh="合并重复客户 {gone} → {kept}", en="merge customer {gone} into {kept}"),
    "dedupe.subject_apart": Text(zh="{one} 与 {other} 不是重复客户", en="{one} and {other} are two customers"),
    "dedupe.merged": Text(zh="{gone} 已并入 {kept}：{what}", en="{gone} is merged into {kept}: {what}"),
    "dedupe.would_merge": Text(
        zh="将把 {gone} 并入 {kept}：{what}（--dry-run，未写入）",
        en="{gone} would be merged into {kept}: {what} (--dry-run, nothing is written)",
    ),
    "dedupe.what_filled": Text(zh="补填 {fields}", en="filled in {fields}"),
    "dedupe.what_moved": Text(zh="移来 {what}", en="moved {what}"),
    "dedupe.what_counted": Text(zh="{count} 个{kind}", en="{kind}: {count}"),
    "dedupe.what_referring": Text(zh="{count} 处引用改指", en="{count:reference|references} moved"),
    "dedupe.what_nothing": Text(zh="没有要移的内容", en="nothing had to be moved"),
    "dedupe.document": Text(zh="文档", en="document"),
    "dedupe.renamed": Text(zh="改名：{old} → {new}", en="renamed: {old} → {new}"),
    "dedupe.mentioned": Text(
        zh="文字里仍写着 {id}，请自行修改：{path}", en="the text still says {id}, change it yourself: {path}"
    ),
    "dedupe.apart": Text(
        zh="已记下：{one} 与 {other} 不是重复客户，不再列出。",
        en="Noted: {one} and {other} are two customers; they are not listed again.",
    ),
    "dedupe.would_apart": Text(
        zh="将记下：{one} 与 {other} 不是重复客户（--dry-run，未写入）。",
        en="Would be noted: {one} and {other} are two customers (--dry-run, nothing is written).",
    ),
    "dedupe.apart_already": Text(
        zh="早已记下 {one} 与 {other} 不是重复客户。", en="{one} and {other} were noted as two customers before."
    ),
}
