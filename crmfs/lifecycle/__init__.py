"""The CRM's rhythm: what is due, and what becomes of customers of whom nothing is heard. Renders nothing."""
