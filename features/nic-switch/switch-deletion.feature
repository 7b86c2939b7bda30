@driver
@needs:oid-boundary
Feature: NDIS deletes an empty NIC switch before the PF driver halts

  @rule:SWITCH-DELETE-01
  @rule:SWITCH-DELETE-03
  @rule:SWITCH-DELETE-12
  @rule:SWITCH-CREATE-11
  Scenario: The delete request takes the switch and with it the default VPort
    Given an SR-IOV adapter "NIC1" with 4 VFs
    When NDIS requests OID_NIC_SWITCH_DELETE_SWITCH
    Then the request succeeds
    And there is no NIC switch
    And the adapter has 0 VPorts
    When the virtualization stack requests OID_NIC_SWITCH_ENUM_VPORTS
    Then the answer lists 0 elements
    When the virtualization stack sets a receive filter on the default VPort for 00-15-5D-00-00-0A on VLAN 5
    Then it is refused with NDIS_STATUS_INVALID_PARAMETER

  @rule:SWITCH-DELETE-12
  @rule:SWITCH-CREATE-11
  @rule:VPORT-DEFAULT-03
  @rule:VPORT-DELETE-05
  Scenario Outline: The default VPort cannot be deleted by itself: <who>
    Given an SR-IOV adapter "NIC1" with 4 VFs
    When <request>
      | member  | value |
      | VPortId | 0     |
    Then it is refused with NDIS_STATUS_INVALID_PARAMETER
    And nothing has changed
    And the default VPort is active
    When "outside" sends a frame to the address 00-15-5D-00-00-0A tagged with VLAN 5
    Then "management OS" receives the frame marked with the default VPort

    Examples:
      | who                    | request                                                             |
      | through NDIS           | the virtualization stack requests OID_NIC_SWITCH_DELETE_VPORT with: |
      | by NDIS                | NDIS requests OID_NIC_SWITCH_DELETE_VPORT with:                     |
      | at the miniport itself | OID_NIC_SWITCH_DELETE_VPORT reaches the PF miniport directly with:  |

  @rule:SWITCH-DELETE-02
  Scenario Outline: <issuer> cannot delete the NIC switch
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the driver "Other" is bound to the adapter
    When <issuer> requests OID_NIC_SWITCH_DELETE_SWITCH
    Then NDIS refuses with NDIS_STATUS_NOT_SUPPORTED
    And the PF miniport was not asked
    And nothing has changed
    When the virtualization stack requests OID_NIC_SWITCH_ENUM_SWITCHES
    Then the answer lists 1 element

    Examples:
      | issuer                   |
      | the driver "Other"       |
      | the virtualization stack |

  @rule:SWITCH-DELETE-13
  Scenario Outline: A switch that is not there cannot be deleted: <where>
    Given an SR-IOV adapter "NIC1" with 4 VFs
    When <request>
      | member   | value |
      | SwitchId | 1     |
    Then it is refused with NDIS_STATUS_FILE_NOT_FOUND
    And nothing has changed
    When NDIS requests OID_NIC_SWITCH_DELETE_SWITCH
    Then the request succeeds
    When <request>
      | member   | value |
      | SwitchId | 0     |
    Then it is refused with NDIS_STATUS_FILE_NOT_FOUND
    And nothing has changed

    Examples:
      | where           | request                                                             |
      | through NDIS    | NDIS requests OID_NIC_SWITCH_DELETE_SWITCH with:                    |
      | at the miniport | OID_NIC_SWITCH_DELETE_SWITCH reaches the PF miniport directly with: |

  Rule: NDIS empties the switch first

    @rule:SWITCH-DELETE-04
    @rule:SWITCH-DELETE-05
    @rule:SWITCH-DELETE-06
    @rule:SWITCH-DELETE-07
    @rule:SWITCH-DELETE-15
    Scenario: A halt takes filters, VPorts, VFs and the switch away in this order
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the driver "Other" is bound to the adapter
      And the driver "Other" requests OID_NIC_SWITCH_ALLOCATE_VF with:
        | member              | value             |
        | PermanentMacAddress | 00-15-5D-00-00-01 |
        | CurrentMacAddress   | 00-15-5D-00-00-01 |
      And the driver "Other" requests OID_NIC_SWITCH_CREATE_VPORT with:
        | member             | value |
        | AttachedFunctionId | 0     |
      And the driver "Other" creates 1 VPort on the PF with 1 queue pair
      And the driver "Other" sets a receive filter on VPort 1 for 00-15-5D-00-00-01 on VLAN 5
      And the driver "Other" sets a receive filter on the default VPort for 00-15-5D-00-00-0A on VLAN 5
      And the virtualization stack sets a receive filter on the default VPort for 00-15-5D-00-00-0B on VLAN 5
      When NDIS has the PF driver "halted"
      Then these events happened in this order:
        | event                           | detail      |
        | OID_RECEIVE_FILTER_CLEAR_FILTER | FilterId":1 |
        | OID_RECEIVE_FILTER_CLEAR_FILTER | FilterId":2 |
        | OID_NIC_SWITCH_DELETE_VPORT     | VPortId":1  |
        | OID_NIC_SWITCH_DELETE_VPORT     | VPortId":2  |
        | OID_NIC_SWITCH_FREE_VF          | VFId":0     |
        | OID_RECEIVE_FILTER_CLEAR_FILTER | FilterId":3 |
        | OID_NIC_SWITCH_DELETE_SWITCH    | SUCCESS     |
        | miniport-halt                   | SUCCESS     |
      And the event "OID_NIC_SWITCH_DELETE_SWITCH" happened 1 time
      And there is no NIC switch

    @rule:SWITCH-DELETE-15
    @rule:FILTER-CLEAR-05
    @rule:VPORT-DELETE-14
    @rule:FILTER-CLEAR-04
    Scenario: A driver that closes its binding takes away what it made, and nothing else
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the driver "Other" is bound to the adapter
      And the virtualization stack creates 1 VPort on the PF with 1 queue pair
      And the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-00-00-0A on VLAN 5
      And the virtualization stack sets a receive filter on the default VPort for 00-15-5D-00-00-0B on VLAN 5
      And the free resources are remembered
      And the driver "Other" creates 1 VPort on the PF with 1 queue pair
      And the driver "Other" sets a receive filter on VPort 2 for 00-15-5D-00-00-0C on VLAN 5
      And the driver "Other" sets a receive filter on the default VPort for 00-15-5D-00-00-0D on VLAN 5
      When the driver "Other" is unbound from the adapter
      Then these events happened in this order:
        | event                           | detail      |
        | OID_RECEIVE_FILTER_CLEAR_FILTER | FilterId":3 |
        | OID_RECEIVE_FILTER_CLEAR_FILTER | FilterId":4 |
        | OID_NIC_SWITCH_DELETE_VPORT     | VPortId":2  |
        | protocol-unbind                 | Other       |
      And the adapter has 2 VPorts
      And VPort 1 has 1 filter
      And the default VPort has 1 filter
      And the free resources are as remembered

    @rule:SWITCH-DELETE-05
    @rule:SWITCH-DELETE-06
    @rule:SWITCH-DELETE-07
    @needs:miniport-boundary
    Scenario Outline: The PF miniport does not delete a switch with <what> on it
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And <made>
      When OID_NIC_SWITCH_DELETE_SWITCH reaches the PF miniport directly with:
        | member   | value |
        | SwitchId | 0     |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed
      And the NIC switch exists

      Examples:
        | what     | made                                                                                                  |
        | a filter | the virtualization stack sets a receive filter on the default VPort for 00-15-5D-00-00-0A on any VLAN |
        | a VPort  | the virtualization stack creates 1 VPort on the PF with 1 queue pair                                  |

  Rule: A static driver gives hardware back when it halts, a dynamic one with the switch

    @rule:SWITCH-DELETE-08
    @rule:SWITCH-DELETE-11
    Scenario: The VFs of a static driver outlive its switch until the halt
      Given an SR-IOV adapter "NIC1" with these settings:
        | setting  | value  |
        | creation | static |
        | VFs      | 4      |
      When NDIS requests OID_NIC_SWITCH_DELETE_SWITCH
      Then the request succeeds
      And VF 4 answers configuration requests
      And these fields of the PF read:
        | field     | value |
        | VF Enable | 1     |
        | NumVFs    | 4     |
      When the virtualization stack creates 1 VPort on the PF with 1 queue pair
      Then it is refused
      When NDIS has the PF driver "halted"
      Then VF 1 does not answer configuration requests
      And there is no NIC switch
      And these fields of the PF read:
        | field     | value |
        | VF Enable | 0     |

    @rule:SWITCH-DELETE-09
    @rule:SWITCH-DELETE-10
    Scenario: A dynamic driver frees everything and disables virtualization with its switch
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And VF 4 answers configuration requests
      When NDIS requests OID_NIC_SWITCH_DELETE_SWITCH
      Then the request succeeds
      And there is no NIC switch
      And VF 1 does not answer configuration requests
      And these fields of the PF read:
        | field     | value |
        | VF Enable | 0     |
        | NumVFs    | 0     |
      And the event "miniport-halt" happened 0 times
