@driver
@needs:oid-boundary
Feature: NDIS creates the NIC switch before anything is made on it

  @rule:SWITCH-CREATE-20
  @needs:vf-path
  Scenario: In the documented order every step succeeds and the VF carries traffic
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    When the partition is started:
      | partition | MAC address       | VLAN | path |
      | web       | 00-15-5D-00-00-01 | 10   | VF   |
    Then these events happened in this order:
      | event                          |
      | OID_NIC_SWITCH_CREATE_SWITCH   |
      | OID_NIC_SWITCH_ALLOCATE_VF     |
      | OID_NIC_SWITCH_CREATE_VPORT    |
      | OID_RECEIVE_FILTER_MOVE_FILTER |
    When "outside" sends a frame to "web"
    Then the frame takes the path "outside > physical port > NIC switch > VF 1 > web"

  Rule: NDIS alone asks for it, once, with what the registry says

    @rule:SWITCH-CREATE-01
    @rule:SWITCH-CREATE-04
    @rule:SWITCH-CREATE-05
    @rule:SWITCH-CREATE-06
    Scenario: A starting PF gets one create request, after initialization and with the number of VFs from the registry
      Given an SR-IOV adapter "NIC1" whose PF driver is not loaded
      When NDIS has the PF driver "initialized" with these keywords:
        | keyword | value |
        | *NumVFs | 5     |
      Then these events happened in this order:
        | event                        | where |
        | miniport-initialize          | NIC1  |
        | OID_NIC_SWITCH_CREATE_SWITCH | NIC1  |
        | miniport-restart             | NIC1  |
      And the event "OID_NIC_SWITCH_CREATE_SWITCH" happened 1 time
      And the most recent OID_NIC_SWITCH_CREATE_SWITCH carried:
        | member     | value                     |
        | SwitchType | NdisNicSwitchTypeExternal |
        | SwitchId   | 0                         |
        | NumVFs     | 5                         |

    @rule:SWITCH-CREATE-02
    Scenario Outline: <issuer> cannot create the NIC switch
      Given an SR-IOV adapter "NIC1" whose PF driver has no NIC switch yet
      And the driver "Other" is bound to the adapter
      When <issuer> requests OID_NIC_SWITCH_CREATE_SWITCH with:
        | member | value |
        | NumVFs | 64    |
      Then NDIS refuses with NDIS_STATUS_NOT_SUPPORTED
      And the PF miniport was not asked
      And there is no NIC switch

      Examples:
        | issuer                   |
        | the driver "Other"       |
        | the virtualization stack |

    @rule:SWITCH-CREATE-03
    @rule:SWITCH-CREATE-10
    @rule:SWITCH-CREATE-19
    @rule:SWITCH-CREATE-18
    Scenario: The create request makes the switch with its default VPort on the PF
      Given an SR-IOV adapter "NIC1" whose PF driver has no NIC switch yet
      When NDIS requests OID_NIC_SWITCH_CREATE_SWITCH with:
        | member                       | value |
        | NumVFs                       | 4     |
        | NumQueuePairsForDefaultVPort | 2     |
      Then the request succeeds
      And the PF miniport was asked 1 time
      And the NIC switch exists
      And the adapter has 1 VPort
      And the default VPort is active
      And the default VPort is attached to the PF
      And the default VPort has 2 queue pairs
      When the virtualization stack requests OID_NIC_SWITCH_ENUM_VPORTS with:
        | member             | value                                                      |
        | Flags              | NDIS_NIC_SWITCH_VPORT_INFO_ARRAY_ENUM_ON_SPECIFIC_FUNCTION |
        | AttachedFunctionId | 0xFFFF                                                     |
      Then the answer lists 1 element
      And the answer lists an element with:
        | member  | value |
        | VPortId | 0     |

    @rule:SWITCH-CREATE-10
    Scenario: The default VPort receives without any further creation
      Given an SR-IOV adapter "NIC1"
      And the virtualization stack sets a receive filter on the default VPort for 00-15-5D-00-00-0A on VLAN 5
      When "outside" sends a frame to the address 00-15-5D-00-00-0A tagged with VLAN 5
      Then the frame takes the path "outside > physical port > NIC switch > default VPort > PF > management OS"
      And "management OS" receives the frame marked with the default VPort

  Rule: A driver that creates dynamically validates the values and builds from them

    @rule:SWITCH-CREATE-09
    @rule:SWITCH-DYNAMIC-02
    @rule:SWITCH-CREATE-12
    Scenario: The switch and the SR-IOV capability follow the values of the request
      Given an SR-IOV adapter "NIC1" whose PF driver has no NIC switch yet
      And these fields of the PF read:
        | field     | value |
        | VF Enable | 0     |
        | NumVFs    | 0     |
      When NDIS requests OID_NIC_SWITCH_CREATE_SWITCH with:
        | member             | value  |
        | NumVFs             | 3      |
        | SwitchFriendlyName | Bridge |
      Then the request succeeds
      And these fields of the PF read:
        | field     | value |
        | VF Enable | 1     |
        | NumVFs    | 3     |
      And VF 3 answers configuration requests
      And VF 4 does not answer configuration requests
      When the virtualization stack requests OID_NIC_SWITCH_ENUM_SWITCHES
      Then the answer lists an element with:
        | member             | value  |
        | SwitchId           | 0      |
        | SwitchFriendlyName | Bridge |
        | NumVFs             | 3      |

    @rule:SWITCH-CREATE-09
    Scenario Outline: A create request with <member> <value> makes nothing
      Given an SR-IOV adapter "NIC1" whose PF driver has no NIC switch yet
      When OID_NIC_SWITCH_CREATE_SWITCH reaches the PF miniport directly with:
        | member   | value   |
        | <member> | <value> |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed
      And there is no NIC switch

      Examples:
        | member                       | value                        |
        | NumVFs                       | 65                           |
        | NumQueuePairsForDefaultVPort | 0                            |
        | NumQueuePairsForDefaultVPort | 1000                         |
        | SwitchType                   | NdisNicSwitchTypeUnspecified |
        | SwitchId                     | 1                            |

    @rule:SWITCH-CREATE-07
    @rule:SWITCH-CREATE-14
    Scenario: The switch allocates as many VFs as it was created for
      Given an SR-IOV adapter "NIC1" with 1 VF
      When the virtualization stack requests OID_NIC_SWITCH_ALLOCATE_VF with:
        | member              | value             |
        | PermanentMacAddress | 00-15-5D-00-00-01 |
        | CurrentMacAddress   | 00-15-5D-00-00-01 |
      Then the request succeeds
      When the virtualization stack requests OID_NIC_SWITCH_ALLOCATE_VF with:
        | member              | value             |
        | PermanentMacAddress | 00-15-5D-00-00-02 |
        | CurrentMacAddress   | 00-15-5D-00-00-02 |
      Then it is refused with NDIS_STATUS_RESOURCES
      And nothing has changed

  Rule: Nothing is made on a switch that was not created

    Background:
      Given an SR-IOV adapter "NIC1" whose PF driver has no NIC switch yet

    @rule:SWITCH-CREATE-20
    @rule:SWITCH-CREATE-14
    @rule:SWITCH-CREATE-15
    @rule:VPORT-CREATE-01
    Scenario Outline: <what> comes after the switch
      When the virtualization stack requests <oid> with:
        | member    | value    |
        | <member>  | <value>  |
        | <member2> | <value2> |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed
      When <oid> reaches the PF miniport directly with:
        | member    | value    |
        | <member>  | <value>  |
        | <member2> | <value2> |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed
      When NDIS requests OID_NIC_SWITCH_CREATE_SWITCH with:
        | member | value |
        | NumVFs | 4     |
      And the virtualization stack requests <oid> with:
        | member    | value    |
        | <member>  | <value>  |
        | <member2> | <value2> |
      Then the request succeeds

      Examples:
        | what     | oid                           | member              | value             | member2           | value2                      |
        | A VF     | OID_NIC_SWITCH_ALLOCATE_VF    | PermanentMacAddress | 00-15-5D-00-00-01 | CurrentMacAddress | 00-15-5D-00-00-01           |
        | A VPort  | OID_NIC_SWITCH_CREATE_VPORT   | NumQueuePairs       | 1                 | ProcessorAffinity | 1                           |
        | A filter | OID_RECEIVE_FILTER_SET_FILTER | VPortId             | 0                 | FieldParameters   | 00-15-5D-00-00-0A on VLAN 5 |

    @rule:SWITCH-CREATE-20
    Scenario: A VPort on a VF comes after the VF
      Given NDIS requests OID_NIC_SWITCH_CREATE_SWITCH with:
        | member | value |
        | NumVFs | 4     |
      When the virtualization stack requests OID_NIC_SWITCH_CREATE_VPORT with:
        | member             | value |
        | AttachedFunctionId | 0     |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed
      And the adapter has 1 VPort

  Rule: The pool of VPorts has room for the default VPort and NumVPorts - 1 others

    @rule:SWITCH-CREATE-16
    @rule:VPORT-CREATE-17
    Scenario: No more nondefault VPorts than the reported number leaves
      Given an SR-IOV adapter "NIC1" with these settings:
        | setting   | value |
        | maxVPorts | 4     |
      When the virtualization stack requests OID_NIC_SWITCH_ENUM_SWITCHES
      Then the answer lists an element with:
        | member    | value |
        | NumVPorts | 4     |
      When the virtualization stack creates 3 VPorts on the PF with 1 queue pair
      Then the request succeeds
      When the virtualization stack creates 1 VPort on the PF with 1 queue pair
      Then it is refused with NDIS_STATUS_RESOURCES
      And nothing has changed
      And the adapter has 4 VPorts

    @rule:SWITCH-CREATE-16
    @rule:VPORT-CREATE-17
    @needs:miniport-boundary
    Scenario: The PF miniport keeps its own count
      Given an SR-IOV adapter "NIC1" with these settings:
        | setting   | value |
        | maxVPorts | 2     |
      And the virtualization stack creates 1 VPort on the PF with 1 queue pair
      When OID_NIC_SWITCH_CREATE_VPORT reaches the PF miniport directly with:
        | member            | value |
        | VPortId           | 2     |
        | ProcessorAffinity | 1     |
      Then it is refused with NDIS_STATUS_RESOURCES
      And nothing has changed

    @rule:SWITCH-CREATE-17
    Scenario: The smallest pool holds the default VPort and nothing else
      Given an SR-IOV adapter "NIC1" with these settings:
        | setting   | value |
        | maxVPorts | 1     |
      When the virtualization stack creates 1 VPort on the PF with 1 queue pair
      Then it is refused with NDIS_STATUS_RESOURCES
      And nothing has changed
      And the adapter has 1 VPort
      And the default VPort is active
