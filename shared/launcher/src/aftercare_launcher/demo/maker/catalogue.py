"""The maker's trade as data: centres, lines of business by preset, customers, parts, names."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Centre:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Part:
    """A spare; a scarce one is in no store until somebody waits for it."""

    part_no: str
    name: str
    price: str
    scarce: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of business, with the service policy that its contracts follow."""

    preset: str
    product_line: str
    models: tuple[str, ...]
    skill: str
    customers: tuple[str, ...]
    parts: tuple[Part, ...]
    kind: str = "enterprise"


CENTRES: Final = (
    Centre("GZ", "广州服务中心"),
    Centre("SZ", "深圳服务中心"),
    Centre("CS", "长沙服务中心"),
    Centre("NN", "南宁服务中心"),
)

LINES: Final = (
    Line(
        "telecom-project", "transmission", ("OTN-9800", "PTN-990"), "transmission",
        ("粤通传输局", "湘江通信", "桂海电信工程", "珠江骨干网", "岭南专网"),
        (Part("OTN-LC", "Line card", "1860.00"), Part("OTN-PS", "Power board", "640.00"),
         Part("OTN-FAN", "Fan tray", "210.00")),
    ),
    Line(
        "defence-equipment", "radio", ("HF-125", "VHF-50"), "radio",
        ("某部通信站", "某部装备处", "某部训练基地", "某部修理所", "某舰支队"),
        (Part("RF-PA", "Power amplifier", "2750.00"), Part("RF-ANT", "Antenna tuner", "1320.00"),
         Part("RF-XTAL", "Reference oscillator", "980.00", scarce=True)),
        kind="defence",
    ),
    Line(
        "electrical-automation", "automation", ("DCS-700", "PLC-300"), "electrical",
        ("南粤水务", "湘中电厂", "北部湾港机", "顺德铝业", "韶关钢铁"),
        (Part("DCS-CPU", "Controller module", "3200.00"), Part("DCS-AI", "Input module", "760.00"),
         Part("DCS-PSU", "Supply 24 V", "480.00")),
    ),
    Line(
        "network-maintenance", "core-network", ("CN-5G", "BRAS-40"), "network",
        ("华南移动运维", "湖南联网", "广西宽带", "大湾区算力", "琼州海缆"),
        (Part("CN-MPU", "Main processor", "5400.00"), Part("CN-SFP", "Optical module", "330.00"),
         Part("CN-CLK", "Clock board", "890.00")),
    ),
    Line(
        "it-goods", "servers", ("RS-2288", "SW-5735"), "servers",
        ("天河软件园", "星沙医院", "南山学校", "邕江银行", "白云政务"),
        (Part("RS-SSD", "Disk 1.92 TB", "1450.00"), Part("RS-MEM", "Memory 32 GB", "690.00"),
         Part("RS-PSU", "Supply 900 W", "520.00")),
    ),
)  # fmt: skip

LEGACY: Final = "legacy"
"""The product line of units sold long ago, which no contract names any more."""

SURNAMES: Final = ("陈", "李", "黄", "张", "梁", "林", "王", "吴", "刘", "何", "罗", "谢")
GIVEN: Final = ("志强", "秀英", "建国", "丽华", "伟明", "晓东", "海燕", "国栋", "文静", "子轩")


def person_name(number: int) -> str:
    """The same name for the same number."""
    return SURNAMES[number % len(SURNAMES)] + GIVEN[(number // len(SURNAMES)) % len(GIVEN)]
