@driver
@needs:config-space
Feature: Every function has its own Routing ID, found by arithmetic

  @rule:PCIE-RID-03
  @rule:PCIE-RID-04
  @rule:PCIE-VFE-01
  Scenario Outline: VF <vf> of a PF at <pf> with offset <offset> and stride <stride> is <routing id>
    Given an SR-IOV adapter "NIC1" with these settings, whose PF driver is not loaded:
      | setting        | value    |
      | totalVfs       | 8        |
      | pfRoutingId    | <pf>     |
      | firstVfOffset  | <offset> |
      | vfStride       | <stride> |
      | subordinateBus | 0xFF     |
    When virtualization is enabled with 8 VFs
    Then the Routing ID of VF <vf> is "<routing id>"
    And VF <vf> answers configuration requests
    And every Routing ID follows from the capability

    Examples: the example of the specification
      | pf     | offset | stride | vf | routing id |
      | 0x0100 | 0x80   | 2      | 1  | 01:10.0    |
      | 0x0100 | 0x80   | 2      | 2  | 01:10.2    |
      | 0x0100 | 0x80   | 2      | 8  | 01:11.6    |

    Examples: beyond function FFh the next bus goes on
      | pf     | offset | stride | vf | routing id |
      | 0x0200 | 0xF0   | 0x10   | 1  | 02:1e.0    |
      | 0x0200 | 0xF0   | 0x10   | 2  | 03:00.0    |
      | 0x0200 | 0xF0   | 0x10   | 8  | 03:0c.0    |
      | 0x01FF | 1      | 1      | 1  | 02:00.0    |

    Examples: VFs right behind their PF, far away, and a bus for each
      | pf     | offset | stride | vf | routing id |
      | 0x0100 | 1      | 1      | 7  | 01:00.7    |
      | 0x0100 | 1      | 1      | 8  | 01:01.0    |
      | 0x0000 | 0x180  | 2      | 1  | 01:10.0    |
      | 0x0000 | 0xE00  | 0x100  | 8  | 15:00.0    |

  @rule:PCIE-RID-05
  @rule:PCIE-RID-06
  Scenario Outline: <vfs> VFs share no Routing ID and none lies before the PF
    Given an SR-IOV adapter "NIC1" with these settings, whose PF driver is not loaded:
      | setting  | value |
      | totalVfs | <vfs> |
    When virtualization is enabled with <vfs> VFs
    Then all Routing IDs are different
    And no VF is on a lower bus than the PF
    And VF <vfs> answers configuration requests

    Examples:
      | vfs |
      | 1   |
      | 64  |
      | 256 |

  @rule:PCIE-RID-01
  @rule:PCIE-RID-02
  Scenario Outline: First VF Offset and VF Stride are not zero with <vfs> VFs
    Given an SR-IOV adapter "NIC1" whose PF driver is not loaded
    When virtualization is enabled with <vfs> VFs
    Then "First VF Offset" of the PF does not read 0x0
    And "VF Stride" of the PF does not read 0x0

    Examples:
      | vfs |
      | 1   |
      | 2   |
      | 64  |

  @rule:PCIE-RID-07
  Scenario: VFs are numbered anew when ARI Capable Hierarchy changes, and the capability says so
    Given an SR-IOV adapter "NIC1" whose PF driver is not loaded
    When 0x0 is written to "ARI Capable Hierarchy" of the PF
    And virtualization is enabled with 2 VFs
    Then "First VF Offset" of the PF reads 0x180
    And the Routing ID of VF 1 is "02:10.0"
    And VF 1 answers configuration requests
    When virtualization is disabled
    And 0x1 is written to "ARI Capable Hierarchy" of the PF
    And virtualization is enabled with 2 VFs
    Then "First VF Offset" of the PF reads 0x80
    And the Routing ID of VF 1 is "01:10.0"
    And VF 1 answers configuration requests

  @rule:PCIE-RID-07
  Scenario: ARI Capable Hierarchy does not move VFs that live
    Given an SR-IOV adapter "NIC1" whose PF driver is not loaded
    And virtualization is enabled with 2 VFs
    When 0x0 is written to "ARI Capable Hierarchy" of the PF
    Then nothing has changed
    And the Routing ID of VF 1 is "01:10.0"
    And VF 1 answers configuration requests

  @rule:PCIE-RID-08
  Scenario Outline: With the last bus <last bus> below the port, <vfs> VFs <outcome>
    Given an SR-IOV adapter "NIC1" with these settings, whose PF driver is not loaded:
      | setting        | value      |
      | ari            | no         |
      | subordinateBus | <last bus> |
    When virtualization is enabled with <vfs> VFs
    Then "VF Enable" of the PF reads <enabled>

    Examples:
      | last bus | vfs | enabled | outcome           |
      | 1        | 1   | 0x0     | cannot be enabled |
      | 1        | 64  | 0x0     | cannot be enabled |
      | 2        | 1   | 0x1     | can be enabled    |
      | 2        | 64  | 0x1     | can be enabled    |

  @rule:PCIE-RID-08
  @needs:oid-boundary
  Scenario: The PF driver makes no NIC switch with VFs that no bus can hold
    Given an SR-IOV adapter "NIC1" with these settings, whose PF driver has no NIC switch yet:
      | setting        | value |
      | ari            | no    |
      | subordinateBus | 1     |
    When NDIS requests OID_NIC_SWITCH_CREATE_SWITCH with:
      | member             | value                     |
      | SwitchType         | NdisNicSwitchTypeExternal |
      | SwitchId           | 0                         |
      | SwitchFriendlyName | Default Switch            |
      | NumVFs             | 8                         |
    Then it is refused
    And nothing has changed
    And VF 1 does not answer configuration requests

  @rule:PCIE-RID-10
  @rule:CFG-VIRT-01
  @rule:PCIE-VFCFG-01
  @needs:oid-boundary
  Scenario: A VF is known by the vendor of its PF and the VF Device ID of the capability
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path |
      | web       | 00-15-5D-00-00-01 | 10   | VF   |
    When the virtualization stack requests OID_SRIOV_VF_VENDOR_DEVICE_ID for VF 1
    Then the answer has:
      | member   | value  |
      | VendorId | 0x1209 |
      | DeviceId | 0x0002 |
    And these fields of the PF read:
      | field        | value  |
      | Vendor ID    | 0x1209 |
      | VF Device ID | 0x0002 |
    And "Vendor ID" of VF 1 reads 0xFFFF
    And the guest of "web" finds 0x1209 in "Vendor ID" of its VF
    And the guest of "web" finds 0x2 in "Device ID" of its VF
