@driver
Feature: One PF, its VFs, their configuration spaces and the NIC switch

  @rule:ARCH-COMP-01
  @rule:ARCH-COMP-12
  Scenario: The PF is there before, during and after virtualization
    Given an SR-IOV adapter "NIC1" whose PF driver is not loaded
    Then the PF answers configuration requests
    And VF 1 does not answer configuration requests
    When virtualization is enabled with 4 VFs
    Then the PF answers configuration requests
    And VF 1 answers configuration requests
    And VF 4 answers configuration requests
    And VF 5 does not answer configuration requests
    When virtualization is disabled
    Then the PF answers configuration requests
    And VF 1 does not answer configuration requests

  @rule:ARCH-COMP-02
  Scenario Outline: The adapter exposes <VFs> VFs
    Given an SR-IOV adapter "NIC1" with <VFs> VFs
    Then VF <VFs> exists
    And VF <next> does not exist

    Examples:
      | VFs | next |
      | 1   | 2    |
      | 8   | 9    |
      | 63  | 64   |

  @rule:ARCH-COMP-13
  @rule:PCIE-NUMVFS-01
  Scenario: TotalVFs is fixed by the hardware
    Given an SR-IOV adapter "NIC1" whose PF driver is not loaded
    Then "TotalVFs" of the PF reads 0x40
    When 0x7 is written to "TotalVFs" of the PF
    Then "TotalVFs" of the PF reads 0x40
    And nothing has changed

  @rule:ARCH-COMP-05
  @rule:ARCH-COMP-04
  Scenario: The adapter carries one NIC switch, the default one, with one default VPort on the PF
    Given an SR-IOV adapter "NIC1" with 4 VFs
    When the virtualization stack requests OID_NIC_SWITCH_ENUM_SWITCHES
    Then the answer lists 1 element
    And the answer lists an element with:
      | member   | value |
      | SwitchId | 0     |
    And the adapter has 1 VPort
    And the default VPort is attached to the PF
    And the default VPort is active

  @rule:ARCH-COMP-06
  Scenario: A VPort is attached to the PF or to one VF
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path |
      | web       | 00-15-5D-00-00-01 | 10   | VF   |
      | db        | 00-15-5D-00-00-02 | 10   | VF   |
    Then the adapter has 3 VPorts
    And the VPort of "web" is attached to VF 1
    And the VPort of "db" is attached to VF 2
    And the default VPort is attached to the PF

  @rule:ARCH-COMP-09
  @isolation
  Scenario: Each VF has a configuration space of its own
    Given an SR-IOV adapter "NIC1" with 4 VFs
    When 0x4 is written to "Command" of VF 2
    Then "Command" of VF 2 reads 0x4
    And "Command" of VF 1 reads 0x0
    And "Command" of VF 3 reads 0x0
    And no function but VF 2 was affected

  @rule:ARCH-COMP-16
  @rule:ARCH-COMP-17
  @rule:SWITCH-STATIC-02
  @rule:SWITCH-DELETE-01
  @isolation
  Scenario Outline: The VF driver does not support <request>
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path |
      | web       | 00-15-5D-00-00-01 | 10   | VF   |
    When the guest of "web" requests <request> from its VF driver
    Then it is refused with NDIS_STATUS_NOT_SUPPORTED
    And nothing has changed
    And the NIC switch exists

    Examples:
      | request                        |
      | OID_NIC_SWITCH_CREATE_SWITCH   |
      | OID_NIC_SWITCH_DELETE_SWITCH   |
      | OID_NIC_SWITCH_ALLOCATE_VF     |
      | OID_NIC_SWITCH_CREATE_VPORT    |
      | OID_RECEIVE_FILTER_SET_FILTER  |
      | OID_RECEIVE_FILTER_MOVE_FILTER |
      | OID_SRIOV_RESET_VF             |

  @rule:ARCH-COMP-19
  Scenario: The PF driver halts only after every VF has been freed
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path |
      | web       | 00-15-5D-00-00-01 | 10   | VF   |
    When NDIS has the PF driver "halted"
    Then these events happened in this order:
      | event                        |
      | OID_NIC_SWITCH_FREE_VF       |
      | OID_NIC_SWITCH_DELETE_SWITCH |
      | miniport-halt                |
    And the PF driver is in state "halted"

  @rule:ARCH-COMP-12
  @isolation
  Scenario: While VF Enable is clear no VF can be allocated
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And 0x0 is written to "VF Enable" of the PF
    And VF 1 does not answer configuration requests
    When the virtualization stack allocates 1 VF
    Then the PF driver refuses with NDIS_STATUS_RESOURCES
    And nothing has changed
    And VF 1 does not exist

  @rule:ARCH-COMP-11
  @isolation
  Scenario: Every VF is of the PF that allocated it
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And an SR-IOV adapter "NIC2" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    And the extensible switch "Second" is bound to "NIC2"
    And these partitions are running:
      | partition | MAC address       | VLAN | path | switch   |
      | web       | 00-15-5D-00-00-01 | 10   | VF   | External |
      | db        | 00-15-5D-00-00-02 | 10   | VF   | Second   |
    Then VF 1 of adapter "NIC1" is allocated to "web"
    And VF 1 of adapter "NIC2" is allocated to "db"
    When 0x0 is written to "VF Enable" of the PF of adapter "NIC2"
    Then VF 1 of adapter "NIC2" does not exist
    And VF 1 of adapter "NIC1" exists
    And nothing of VF 1 of adapter "NIC1" has changed
    And "web" and "outside" exchange frames
