@driver
@needs:config-space
Feature: A guest reaches the configuration space of its VF through the PF driver only

  Background:
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path |
      | web       | 00-15-5D-00-00-01 | 10   | VF   |
      | db        | 00-15-5D-00-00-02 | 10   | VF   |

  @rule:CFG-ACCESS-01
  @rule:CFG-READ-01
  @needs:request-log
  Scenario: What a guest reads was asked of the PF driver, for its own VF
    When the guest of "db" reads "Command" of its VF
    Then the PF miniport was asked 1 time
    And the most recent OID_SRIOV_READ_VF_CONFIG_SPACE carried:
      | member | value          |
      | VFId   | the VF of "db" |
      | Offset | 4              |
      | Length | 2              |
    And the guest of "db" finds 0x4 in "Command" of its VF
    And "Command" of the VF of "db" reads 0x4

  @rule:CFG-WRITE-01
  @rule:CFG-ACCESS-01
  @rule:CFG-WRITE-08
  @needs:request-log
  Scenario: What a guest writes is written by the PF driver, and a read shows it
    When the guest of "db" writes 0x0 to "Command" of its VF
    Then the PF miniport was asked 1 time
    And the most recent OID_SRIOV_WRITE_VF_CONFIG_SPACE carried:
      | member | value          |
      | VFId   | the VF of "db" |
      | Offset | 4              |
      | Length | 2              |
    And the guest of "db" finds 0x0 in "Command" of its VF
    And "Command" of the VF of "db" reads 0x0
    When the guest of "db" writes 0x4 to "Command" of its VF
    Then the guest of "db" finds 0x4 in "Command" of its VF

  @rule:CFG-ACCESS-02
  @rule:CFG-WRITE-04
  @isolation
  Scenario: A guest's write changes its own VF's space and no other
    When the guest of "web" writes 0x0 to "Command" of its VF
    Then no function but the VF of "web" was affected
    And "Bus Master Enable" of the VF of "web" reads 0x0
    And "Bus Master Enable" of the VF of "db" reads 0x1
    And "Bus Master Enable" of the PF reads 0x1
    And the guest of "db" finds 0x4 in "Command" of its VF

  @rule:CFG-WRITE-05
  @rule:CFG-WRITE-04
  @isolation
  Scenario Outline: A guest cannot write <field> of its VF
    Given the SR-IOV capability of the PF is remembered
    When the guest of "web" writes 0xFFFFFFFF to "<field>" of its VF
    Then nothing has changed
    And the SR-IOV capability of the PF is as remembered
    And slice 1 of VF BAR 0 is claimed
    And "<field>" of VF 1 reads <value>

    Examples:
      | field           | value      |
      | 4 bytes at 0x00 | 0xFFFFFFFF |
      | BAR0            | 0x0        |
      | BAR1            | 0x0        |
      | BAR3            | 0x0        |
      | BAR5            | 0x0        |

  @rule:CFG-VIRT-01
  Scenario: The guest sees identifiers where the hardware shows none
    When the guest of "web" reads "Vendor ID" of its VF
    Then the guest of "web" finds 0x1209 in "Vendor ID" of its VF
    And the guest of "web" finds 0x2 in "Device ID" of its VF
    And the guest of "web" finds 0x21209 in "4 bytes at 0x00" of its VF
    And "4 bytes at 0x00" of VF 1 reads 0xFFFFFFFF

  @rule:CFG-ACCESS-03
  @rule:PCIE-RID-03
  Scenario: The VF of index 0 is First VF Offset from the PF, that of index 1 one VF Stride further
    When the guest of "db" reads "Command" of its VF
    Then "web" holds VF 1
    And "db" holds VF 2
    And the Routing ID of the VF of "web" is "01:10.0"
    And the Routing ID of the VF of "db" is "01:10.2"

  @rule:CFG-WRITE-04
  @isolation
  @needs:miniport-boundary
  Scenario Outline: <bytes> over a VF's space changes nothing but what that VF may change
    When OID_SRIOV_WRITE_VF_CONFIG_SPACE reaches the PF miniport directly with:
      | member | value           |
      | VFId   | the VF of "web" |
      | Offset | 0               |
      | Length | 16              |
      | Data   | bytes <bytes>   |
    Then no function but the VF of "web" was affected
    And "Command" of the VF of "web" reads <command>
    And "Command" of the VF of "db" reads 0x4

    Examples:
      | bytes                                           | command |
      | FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF | 0x4     |
      | 86 80 CA 10 00 00 10 00 01 02 03 04 05 06 07 08 | 0x0     |
