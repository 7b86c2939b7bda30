@driver
@isolation
@needs:registers
Feature: What a driver wrote into the registers of a VF goes with a reset and with its owner

  @rule:ISO-LAW-04
  @rule:VF-RESET-04
  @rule:PCIE-FLR-02
  @needs:vf-reset
  Scenario: A reset takes receive mode, groups and rings with it
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path |
      | web       | 00-15-5D-00-00-01 | 10   | VF   |
    And the VF driver of "web" joins the group 01-00-5E-00-00-05
    Then register 0xC of BAR 0 of the VF of "web" does not read 0x0
    And register 0x200 of BAR 0 of the VF of "web" does not read 0x0
    When the VF of "web" is reset
    Then register 0xC of BAR 0 of the VF of "web" reads 0x0
    And register 0x200 of BAR 0 of the VF of "web" reads 0x0
    And register 0x808 of BAR 0 of the VF of "web" reads 0x0

  @rule:ISO-LAW-04
  @rule:VF-FREE-20
  @rule:VF-FREE-17
  Scenario Outline: A VF that is freed without a reset keeps no <what> for its next owner
    Given an SR-IOV adapter "NIC1" with 4 VFs
    When the virtualization stack allocates 1 VF
    And <value> is written to register <register> of BAR 0 of VF 1
    Then register <register> of BAR 0 of VF 1 reads <value>
    When the virtualization stack requests OID_NIC_SWITCH_FREE_VF for VF 1
    And the virtualization stack allocates 1 VF
    Then register <register> of BAR 0 of VF 1 reads 0x0

    Examples:
      | what                 | register | value   |
      | receive ring         | 0x800    | 0x10000 |
      | length of a ring     | 0x808    | 0x40    |
      | transmit ring        | 0x820    | 0x20000 |
      | receive mode         | 0xC      | 0x3     |
      | interrupt moderation | 0x408    | 0x64    |
