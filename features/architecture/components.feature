@system
Feature: The components of an SR-IOV adapter and who does what

  Background:
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"

  @rule:ARCH-COMP-18
  @rule:ARCH-COMP-14
  @rule:ARCH-COMP-21
  Scenario: The PF driver is up and the NIC switch made before a VF is allocated, and the guest asks for nothing
    When the partition is started:
      | partition | MAC address       | VLAN | path |
      | web       | 00-15-5D-00-00-01 | 10   | VF   |
    Then these events happened in this order:
      | event                        |
      | miniport-initialize          |
      | OID_NIC_SWITCH_CREATE_SWITCH |
      | OID_NIC_SWITCH_ALLOCATE_VF   |
      | OID_NIC_SWITCH_CREATE_VPORT  |
    And "web" uses the VF path

  @rule:ARCH-COMP-08
  @rule:PATH-FAILOVER-09
  Scenario: A VF is one more network adapter in the guest, and only that one goes
    Given these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | web       | 00-15-5D-00-00-01 | 10   | synthetic |
    Then the guest of "web" sees the devices "VM network adapter"
    When the SR-IOV weight of "web" is set to 100
    Then the guest of "web" sees the devices "VM network adapter, VF network adapter"
    When the SR-IOV weight of "web" is set to 0
    Then the guest of "web" sees the devices "VM network adapter"

  @rule:ARCH-COMP-10
  @rule:ARCH-COMP-07
  Scenario: VFs and PF share the one physical port
    Given these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | web       | 00-15-5D-00-00-01 | 10   | VF        |
      | db        | 00-15-5D-00-00-02 | 10   | VF        |
      | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |
    When "web" sends a frame to "outside"
    Then the physical port counts 1 more frame out
    When "db" sends a frame to "outside"
    Then the physical port counts 1 more frame out
    When "legacy" sends a frame to "outside"
    Then the physical port counts 1 more frame out
    When "management OS" sends a frame to "outside"
    Then the physical port counts 1 more frame out
    And "outside" receives the frame

  @rule:ARCH-COMP-15
  @rule:ARCH-COMP-07
  Scenario Outline: Without a VF the way between <from> and <to> is through the PF
    Given these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | web       | 00-15-5D-00-00-01 | 10   | VF        |
      | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |
    When "<from>" sends a frame to "<to>"
    Then the frame takes the path "<path>"
    And nobody else receives it

    Examples:
      | from          | to            | path                                                                                 |
      | management OS | outside       | management OS > External > PF > default VPort > NIC switch > physical port           |
      | outside       | management OS | outside > physical port > NIC switch > default VPort > PF > External > management OS |
      | legacy        | outside       | legacy > External > PF > default VPort > NIC switch > physical port                  |
      | legacy        | web           | legacy > External > PF > default VPort > NIC switch > VF 1 > web                     |
