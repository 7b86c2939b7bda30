@driver
@needs:oid-boundary
@needs:request-log
Feature: Before the PF driver halts everything above it has let go

  @rule:ORDER-HALT-01
  @rule:ORDER-HALT-02
  Scenario: A driver that unbinds clears its filters, deletes its VPorts, frees its VFs, and is unbound then
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the driver "Other" is bound to the adapter
    And the driver "Other" allocates 2 VFs
    And the driver "Other" requests OID_NIC_SWITCH_CREATE_VPORT with:
      | member             | value |
      | AttachedFunctionId | VF 1  |
    And the driver "Other" creates 1 VPort on the PF with 1 queue pair
    And the driver "Other" sets a receive filter on VPort 1 for 00-15-5D-00-00-0A on VLAN 5
    And the driver "Other" sets a receive filter on VPort 2 for 00-15-5D-00-00-0B on VLAN 5
    When the driver "Other" is unbound from the adapter
    Then these events happened in this order:
      | event                           | where | detail                         |
      | OID_RECEIVE_FILTER_CLEAR_FILTER | NIC1  | "status":"NDIS_STATUS_SUCCESS" |
      | OID_RECEIVE_FILTER_CLEAR_FILTER | NIC1  | "status":"NDIS_STATUS_SUCCESS" |
      | OID_NIC_SWITCH_DELETE_VPORT     | NIC1  | "status":"NDIS_STATUS_SUCCESS" |
      | OID_NIC_SWITCH_DELETE_VPORT     | NIC1  | "status":"NDIS_STATUS_SUCCESS" |
      | OID_NIC_SWITCH_FREE_VF          | NIC1  | "status":"NDIS_STATUS_SUCCESS" |
      | OID_NIC_SWITCH_FREE_VF          | NIC1  | "status":"NDIS_STATUS_SUCCESS" |
      | protocol-unbind                 | NIC1  | "driver":"Other"               |
    And the event "OID_RECEIVE_FILTER_CLEAR_FILTER" happened 2 times
    And the event "OID_NIC_SWITCH_DELETE_VPORT" happened 2 times
    And the event "OID_NIC_SWITCH_FREE_VF" happened 2 times
    And the adapter has 1 VPort
    And VF 1 is not allocated
    And VF 2 is not allocated

  @rule:ORDER-HALT-02
  @rule:ORDER-HALT-03
  @isolation
  Scenario: A driver that unbinds takes nothing away that others hold
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path |
      | web       | 00-15-5D-00-00-01 | 10   | VF   |
    And the driver "Other" is bound to the adapter
    And the driver "Other" allocates 1 VF
    And VF 2 is in state ALLOCATED
    When the driver "Other" is unbound from the adapter
    Then VF 2 is not allocated
    And nothing of the VF of "web" has changed
    And the NIC switch exists
    And "web" uses the VF path
    And "web" and "outside" exchange frames

  @rule:ORDER-HALT-03
  @rule:ORDER-HALT-04
  @rule:ORDER-HALT-05
  @rule:ORDER-HALT-06
  Scenario Outline: A <creation> NIC switch goes after the last driver and the last VF, and before the PF driver
    Given an SR-IOV adapter "NIC1" with these settings:
      | setting  | value      |
      | VFs      | 4          |
      | creation | <creation> |
    And the driver "Other" is bound to the adapter
    And the driver "Other" allocates 1 VF
    When NDIS has the PF driver "halted"
    Then these events happened in this order:
      | event                        | where | detail                         |
      | OID_NIC_SWITCH_FREE_VF       | NIC1  | "status":"NDIS_STATUS_SUCCESS" |
      | protocol-unbind              | NIC1  | "driver":"Other"               |
      | OID_NIC_SWITCH_DELETE_SWITCH | NIC1  | "status":"NDIS_STATUS_SUCCESS" |
      | miniport-halt                | NIC1  | "status":"NDIS_STATUS_SUCCESS" |
    And these events happened in this order:
      | event          | where | detail          |
      | virtualization | NIC1  | "enabled":false |
      | miniport-halt  | NIC1  |                 |
    And the event "OID_NIC_SWITCH_DELETE_SWITCH" happened 1 time
    And the event "miniport-halt" happened 1 time
    And "VF Enable" of the PF reads 0x0
    And VF 1 does not exist

    Examples:
      | creation |
      | dynamic  |
      | static   |

  @rule:ORDER-HALT-01
  @rule:ORDER-HALT-02
  @rule:ORDER-HALT-03
  @rule:ORDER-HALT-04
  Scenario: A halt under live VFs waits until partitions have let go of them
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path |
      | web       | 00-15-5D-00-00-01 | 10   | VF   |
      | db        | 00-15-5D-00-00-02 | 10   | VF   |
    When NDIS has the PF driver "halted"
    Then these events happened in this order:
      | event                        | where | detail           |
      | vsp-notification             | web   | "attached":false |
      | vf-miniport-halt             | web   |                  |
      | OID_NIC_SWITCH_DELETE_VPORT  | NIC1  | "VPortId":1      |
      | OID_NIC_SWITCH_FREE_VF       | NIC1  | "VFId":0         |
      | vsp-notification             | db    | "attached":false |
      | vf-miniport-halt             | db    |                  |
      | OID_NIC_SWITCH_DELETE_VPORT  | NIC1  | "VPortId":2      |
      | OID_NIC_SWITCH_FREE_VF       | NIC1  | "VFId":1         |
      | OID_NIC_SWITCH_DELETE_SWITCH | NIC1  |                  |
      | miniport-halt                | NIC1  |                  |
    And exactly 0 partitions hold a VF

  @rule:ORDER-HALT-03
  Scenario Outline: The NIC switch is not deleted while a VF is allocated: <boundary>
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the virtualization stack allocates 1 VF
    When <request>
      | member   | value |
      | SwitchId | 0     |
    Then it is refused
    And nothing has changed
    And the NIC switch exists

    Examples:
      | boundary        | request                                                             |
      | through NDIS    | NDIS requests OID_NIC_SWITCH_DELETE_SWITCH with:                    |
      | at the miniport | OID_NIC_SWITCH_DELETE_SWITCH reaches the PF miniport directly with: |

  @rule:ORDER-HALT-04
  @needs:miniport-boundary
  Scenario: NDIS does not halt the PF driver while its NIC switch exists
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the NIC switch exists
    When NDIS has the PF driver "halted"
    Then there is no NIC switch
    And these events happened in this order:
      | event                        | where | detail |
      | OID_NIC_SWITCH_DELETE_SWITCH | NIC1  |        |
      | miniport-halt                | NIC1  |        |
