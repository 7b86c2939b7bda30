@driver
@needs:adapter-profiles
@needs:config-space
Feature: Real adapters number, identify and place their VFs as their registers say

  @rule:PCIE-RID-01
  @rule:PCIE-RID-02
  @rule:PCIE-RID-03
  @rule:PCIE-RID-05
  @rule:PCIE-RID-06
  @rule:PCIE-VFE-01
  Scenario Outline: <adapter> has <vfs> VFs from <first> to <last>
    Given an SR-IOV adapter like "<adapter>"
    Then the Routing ID of the PF is "<pf>"
    And the Routing ID of VF 1 is "<first>"
    And the Routing ID of VF 2 is "<second>"
    And the Routing ID of VF <vfs> is "<last>"
    And every Routing ID follows from the capability
    And all Routing IDs are different
    And no VF is on a lower bus than the PF
    And VF <vfs> answers configuration requests
    And "First VF Offset" of the PF does not read 0x0
    And "VF Stride" of the PF does not read 0x0

    Examples: VFs of two or four ports alternate, on the bus of their PF with ARI and on the next without
      | adapter       | pf      | vfs | first   | second  | last    |
      | intel-82576   | 01:00.0 | 8   | 02:10.0 | 02:10.2 | 02:11.6 |
      | intel-i350    | 04:00.0 | 8   | 05:10.0 | 05:10.4 | 05:13.4 |
      | intel-82599es | 03:00.0 | 64  | 04:10.0 | 04:10.2 | 04:1f.6 |
      | intel-x550t   | 05:00.0 | 64  | 05:10.0 | 05:10.2 | 05:1f.6 |
      | qemu-igb      | 01:00.0 | 8   | 01:10.0 | 01:10.2 | 01:11.6 |

    Examples: VFs one after another
      | adapter               | pf      | vfs | first   | second  | last    |
      | intel-xl710-q2        | 18:00.0 | 64  | 18:02.0 | 18:02.1 | 18:09.7 |
      | intel-xl710-q1        | af:00.0 | 128 | af:02.0 | af:02.1 | af:11.7 |
      | intel-e810-4port      | e2:00.0 | 64  | e2:01.0 | e2:01.1 | e2:08.7 |
      | mellanox-connectx3    | 82:00.0 | 63  | 82:00.1 | 82:00.2 | 82:07.7 |
      | mellanox-connectx5-ex | 01:00.0 | 16  | 01:00.2 | 01:00.3 | 01:02.1 |
      | nvidia-bluefield2     | 01:00.0 | 16  | 01:00.3 | 01:00.4 | 01:02.2 |
      | broadcom-bcm57810     | 01:00.0 | 16  | 01:01.0 | 01:01.1 | 01:02.7 |
      | hisilicon-hns3        | 7d:00.0 | 127 | 7d:01.0 | 7d:01.1 | 7d:10.6 |
      | corigine-nfp-4000     | 08:00.0 | 64  | 08:08.0 | 08:08.1 | 08:0f.7 |

    Examples: the PF is not function 0 of its device
      | adapter                      | pf      | vfs | first   | second  | last    |
      | intel-x710-4port             | 02:00.2 | 32  | 03:0a.0 | 03:0a.1 | 03:0d.7 |
      | mellanox-connectx7-2port-pf1 | b1:00.1 | 8   | b1:01.2 | b1:01.3 | b1:02.1 |

  @rule:PCIE-NUMVFS-02
  @rule:PCIE-RID-10
  @rule:PCIE-VFCFG-01
  @rule:PCIE-VFCFG-09
  @rule:PCIE-CAP-01
  @rule:PCIE-CAP-02
  Scenario Outline: <adapter> can have <vfs> VFs, which are <vf device> of vendor <vendor>
    Given an SR-IOV adapter like "<adapter>"
    Then the PF has the extended capability 0x10
    And these fields of the PF read:
      | field                     | value       |
      | Vendor ID                 | <vendor>    |
      | TotalVFs                  | <vfs>       |
      | InitialVFs                | <vfs>       |
      | VF Device ID              | <vf device> |
      | SR-IOV Capability Version | 1           |
    And these fields of VF <vfs> read:
      | field     | value  |
      | Vendor ID | 0xFFFF |
      | Device ID | 0xFFFF |
    And VF <vfs> does not have the extended capability 0x10
    And "Class Code" reads the same in VF <vfs> and the PF
    And "Subsystem Vendor ID" reads the same in VF <vfs> and the PF

    Examples:
      | adapter            | vendor | vf device | vfs |
      | intel-82576        | 0x8086 | 0x10CA    | 8   |
      | intel-82599es      | 0x8086 | 0x10ED    | 64  |
      | intel-xl710-q1     | 0x8086 | 0x154C    | 128 |
      | intel-e810-4port   | 0x8086 | 0x1889    | 64  |
      | mellanox-connectx3 | 0x15B3 | 0x1004    | 63  |
      | mellanox-connectx5 | 0x15B3 | 0x1018    | 8   |
      | broadcom-bcm57810  | 0x14E4 | 0x16AF    | 16  |
      | hisilicon-hns3     | 0x19E5 | 0xA22F    | 127 |
      | corigine-nfp-4000  | 0x1DA8 | 0x6003    | 64  |
      | qemu-igb           | 0x8086 | 0x10CA    | 8   |

  @rule:PCIE-VFBAR-03
  @rule:PCIE-VFBAR-07
  @rule:PCIE-VFBAR-08
  @needs:registers
  Scenario Outline: <adapter> gives each VF <slice> of BAR <bar>
    Given an SR-IOV adapter "NIC1" like "<adapter>" with <vfs> VFs
    Then the BAR <bar> slices of all VFs are disjoint, of equal size and aligned to their size
    And the slice of VF 1 in BAR <bar> is <start> to <end>
    And slice <vfs> of VF BAR <bar> is claimed
    And slice <next> of VF BAR <bar> is not claimed

    Examples:
      | adapter                   | bar | slice  | vfs | next | start        | end          |
      | intel-82576               | 0   | 16 KiB | 4   | 5    | 0x4000024000 | 0x4000027FFF |
      | intel-82576               | 3   | 16 KiB | 4   | 5    | 0x4000044000 | 0x4000047FFF |
      | intel-82599es             | 0   | 16 KiB | 32  | 33   | 0x4000024000 | 0x4000027FFF |
      | intel-xl710-q2            | 0   | 64 KiB | 32  | 33   | 0x4000030000 | 0x400003FFFF |
      | intel-xl710-q2            | 3   | 16 KiB | 32  | 33   | 0x4000430000 | 0x4000433FFF |
      | mellanox-connectx3        | 2   | 16 KiB | 62  | 63   | 0x4000024000 | 0x4000027FFF |
      | mellanox-connectx4-lx-2pf | 0   | 1 MiB  | 4   | 5    | 0x4000100000 | 0x40001FFFFF |
      | nvidia-bluefield2         | 0   | 2 MiB  | 15  | 16   | 0x4000200000 | 0x40003FFFFF |
      | broadcom-bcm57810         | 4   | 16 KiB | 15  | 16   | 0x4000064000 | 0x4000067FFF |
      | hisilicon-hns3            | 2   | 64 KiB | 100 | 101  | 0x4000820000 | 0x400082FFFF |

  @rule:PCIE-VFBAR-02
  Scenario: An adapter of an ARM host with system pages of 64 KiB gives no VF less than a page
    Given an SR-IOV adapter like "hisilicon-hns3"
    Then "System Page Size" of the PF reads 0x10
    And the slice of VF 1 in BAR 0 is 0x4000030000 to 0x400003FFFF
    And the BAR 0 slices of all VFs are disjoint, of equal size and aligned to their size
    And the BAR 2 slices of all VFs are disjoint, of equal size and aligned to their size

  @rule:PCIE-NUMVFS-07
  Scenario Outline: <adapter> names function <function> in its Function Dependency Link
    Given an SR-IOV adapter like "<adapter>"
    Then "Function Dependency Link" of the PF reads <function>
    And these writes to the PF read back:
      | field                    | written | reads back |
      | Function Dependency Link | 0xFF    | <function> |

    Examples: the number of the PF itself
      | adapter                      | function |
      | intel-82599es                | 0x0      |
      | intel-x710-4port             | 0x2      |
      | mellanox-connectx7-2port-pf1 | 0x1      |

  @rule:PCIE-NUMVFS-04
  Scenario Outline: <adapter> cannot be made to have <vfs> VFs
    Given an SR-IOV adapter like "<adapter>"
    And virtualization is disabled
    When virtualization is enabled with <vfs> VFs
    Then "VF Enable" of the PF reads 0x0
    And VF 1 does not answer configuration requests

    Examples:
      | adapter            | vfs |
      | intel-82576        | 9   |
      | mellanox-connectx3 | 64  |
      | hisilicon-hns3     | 128 |

  @rule:PCIE-RID-03
  @rule:PCIE-VFE-01
  Scenario: An adapter is known by what lspci printed of it
    Given the SR-IOV adapter described by "qemu-igb.lspci.txt"
    Then the Routing ID of the PF is "01:00.0"
    And these fields of the PF read:
      | field                | value  |
      | Vendor ID            | 0x8086 |
      | Device ID            | 0x10C9 |
      | TotalVFs             | 8      |
      | InitialVFs           | 8      |
      | NumVFs               | 8      |
      | First VF Offset      | 128    |
      | VF Stride            | 2      |
      | VF Device ID         | 0x10CA |
      | Supported Page Sizes | 0x553  |
      | System Page Size     | 1      |
      | Subsystem Vendor ID  | 0x1AF4 |
      | Subsystem ID         | 0x1100 |
    And the Routing ID of VF 1 is "01:10.0"
    And the Routing ID of VF 8 is "01:11.6"
    And VF 8 answers configuration requests
    And VF 9 does not exist
