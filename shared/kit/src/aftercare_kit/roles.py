"""The roles people hold, as the rules print them."""

from enum import StrEnum, unique


@unique
class Role(StrEnum):
    """A role key; tokens carry these."""

    PROJECT_MANAGER = "project_manager"
    REGIONAL_MANAGER = "regional_manager"
    SERVICE_SUPERVISOR = "service_supervisor"
    SERVICE_DEPT_MANAGER = "service_dept_manager"
    TECH_SUPPORT_L2 = "tech_support_l2"
    REGIONAL_SUPPORT = "regional_support"
    FIELD_ENGINEER = "field_engineer"
    SERVICE_ASSISTANT = "service_assistant"
    SERVICE_AGENT = "service_agent"
    SERVICE_CENTER_DISPATCHER = "service_center_dispatcher"
    SERVICE_INFO_OFFICER = "service_info_officer"
    SERVICE_CENTER_HEAD = "service_center_head"
    COMPANY_LEADER = "company_leader"
    UNIT_LIAISON = "unit_liaison"
    RELATED_UNIT = "related_unit"
    QUALITY = "quality"
    PRODUCTION = "production"
    RD = "rd"
    DATA_ENG = "data_eng"
    INTEGRATION = "integration"
    SMART_CITY_1 = "smart_city_1"
    SMART_CITY_2 = "smart_city_2"
    INDUSTRY_APP = "industry_app"
    EXTERNAL_QUOTING = "external_quoting"
    FINANCE = "finance"
    WAREHOUSE = "warehouse"
    GM = "gm"
    SERVICE_MANAGER_CERTIFIED = "service_manager_certified"
    INSPECTOR_L1 = "inspector_l1"
    INSPECTOR_L2 = "inspector_l2"
    INSPECTOR_L3 = "inspector_l3"
    COMPLAINT_CENTER = "complaint_center"
    HR_ADMIN = "hr_admin"
    SALES = "sales"
    CUSTOMER = "customer"
    CUSTOMER_REP = "customer_rep"
    MILITARY_REP = "military_rep"
    SYSTEM = "system"
    """The suite itself, acting on a clock or on another service's fact; no token may claim it."""


PRINTED_NAMES: dict[Role, tuple[str, str]] = {
    Role.PROJECT_MANAGER: ("Project manager", "项目经理"),
    Role.REGIONAL_MANAGER: ("Regional service manager", "区域客服经理"),
    Role.SERVICE_SUPERVISOR: ("Customer service supervisor", "客户服务主管"),
    Role.SERVICE_DEPT_MANAGER: ("Service department manager", "工程服务部经理"),
    Role.TECH_SUPPORT_L2: ("Technical support engineer", "技术支持工程师"),
    Role.REGIONAL_SUPPORT: ("Regional support engineer", "区域技术支持工程师"),
    Role.FIELD_ENGINEER: ("Field engineer", "区域售后工程师"),
    Role.SERVICE_ASSISTANT: ("Service assistant", "客服助理"),
    Role.SERVICE_AGENT: ("Service agent", "客服人员"),
    Role.SERVICE_CENTER_DISPATCHER: ("Dispatcher", "客户服务中心指定专人"),
    Role.SERVICE_INFO_OFFICER: ("Service information officer", "管理信息部主管"),
    Role.SERVICE_CENTER_HEAD: ("Head of the service centre", "客户服务中心领导"),
    Role.COMPANY_LEADER: ("Company leader", "公司主管领导"),
    Role.UNIT_LIAISON: ("Unit liaison", "相关单位专人"),
    Role.RELATED_UNIT: ("Related unit", "相关单位"),
    Role.QUALITY: ("Quality department", "质量部"),
    Role.PRODUCTION: ("Production department", "生产部"),
    Role.RD: ("Research and development", "研发部"),
    Role.DATA_ENG: ("Data engineering", "数据工程部"),
    Role.INTEGRATION: ("System integration", "系统集成部"),
    Role.SMART_CITY_1: ("Smart city department 1", "智慧城市一部"),
    Role.SMART_CITY_2: ("Smart city department 2", "智慧城市二部"),
    Role.INDUSTRY_APP: ("Industry applications", "行业应用部"),
    Role.EXTERNAL_QUOTING: ("Quoting desk", "技术服务部"),
    Role.FINANCE: ("Finance", "财务部"),
    Role.WAREHOUSE: ("Storekeeper", "仓库人员"),
    Role.GM: ("General manager", "总经理"),
    Role.SERVICE_MANAGER_CERTIFIED: ("Certified service manager", "售后服务管理师"),
    Role.INSPECTOR_L1: ("Inspection, market centre", "市场中心工程部"),
    Role.INSPECTOR_L2: ("Inspection, division", "营销事业部工程处"),
    Role.INSPECTOR_L3: ("Inspection, local office", "当地办事处询检人员"),
    Role.COMPLAINT_CENTER: ("Complaint centre", "投诉受理中心"),
    Role.HR_ADMIN: ("Administration and training", "行政部"),
    Role.SALES: ("Sales", "销售部"),
    Role.CUSTOMER: ("Customer", "用户"),
    Role.CUSTOMER_REP: ("Customer representative", "顾客代表"),
    Role.MILITARY_REP: ("Military representative", "军事代表室"),
    Role.SYSTEM: ("System", "系统"),
}
"""English and Chinese name of every role."""
