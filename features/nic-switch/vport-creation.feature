@driver
@needs:oid-boundary
Feature: OID_NIC_SWITCH_CREATE_VPORT makes a nondefault VPort

  Rule: NDIS verifies the request, and a wrong one never reaches the PF miniport

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the virtualization stack requests OID_NIC_SWITCH_ALLOCATE_VF with:
        | member              | value             |
        | PermanentMacAddress | 00-15-5D-00-00-01 |
        | CurrentMacAddress   | 00-15-5D-00-00-01 |

    @rule:VPORT-CREATE-06
    @rule:VPORT-CREATE-05
    Scenario Outline: <member> <value> is refused
      When the virtualization stack requests OID_NIC_SWITCH_CREATE_VPORT with:
        | member             | value   |
        | AttachedFunctionId | VF 1    |
        | <member>           | <value> |
      Then NDIS refuses with NDIS_STATUS_INVALID_PARAMETER
      And the PF miniport was not asked
      And nothing has changed
      And the adapter has 1 VPort

      @rule:VPORT-CREATE-03
      Examples:
        | member   | value |
        | SwitchId | 1     |

      @rule:VPORT-CREATE-04
      Examples:
        | member  | value |
        | VPortId | 1     |
        | VPortId | 7     |

      @rule:VPORT-STATE-04
      Examples:
        | member     | value                              |
        | VPortState | NdisNicSwitchVPortStateDeactivated |

      Examples:
        | member        | value    |
        | VPortState    | Sleeping |
        | NumQueuePairs | many     |
        | Revision      | 9        |
        | NoSuchMember  | 1        |

    @rule:VPORT-CREATE-05
    Scenario Outline: There is no VPort for a VF that is not allocated: <boundary>
      When <request>
        | member             | value |
        | VPortId            | <id>  |
        | AttachedFunctionId | 1     |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed

      Examples:
        | boundary        | id | request                                                             |
        | through NDIS    | 0  | the virtualization stack requests OID_NIC_SWITCH_CREATE_VPORT with: |
        | at the miniport | 1  | OID_NIC_SWITCH_CREATE_VPORT reaches the PF miniport directly with:  |

    @rule:VPORT-CREATE-05
    Scenario: Nor for a VF that was freed
      Given the virtualization stack requests OID_NIC_SWITCH_FREE_VF for VF 1
      When the virtualization stack requests OID_NIC_SWITCH_CREATE_VPORT with:
        | member             | value |
        | AttachedFunctionId | 0     |
      Then NDIS refuses with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed

    @rule:VPORT-CREATE-14
    Scenario Outline: A VPort of the PF needs a processor: <boundary>
      When <request>
        | member             | value  |
        | VPortId            | <id>   |
        | AttachedFunctionId | 0xFFFF |
        | ProcessorAffinity  | 0      |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed
      When the virtualization stack requests OID_NIC_SWITCH_CREATE_VPORT with:
        | member             | value  |
        | AttachedFunctionId | 0xFFFF |
        | ProcessorAffinity  | 4      |
      Then the request succeeds

      Examples:
        | boundary        | id | request                                                             |
        | through NDIS    | 0  | the virtualization stack requests OID_NIC_SWITCH_CREATE_VPORT with: |
        | at the miniport | 1  | OID_NIC_SWITCH_CREATE_VPORT reaches the PF miniport directly with:  |

    @rule:VPORT-STATE-04
    @needs:miniport-boundary
    Scenario Outline: The miniport does not begin with the other state: <function>
      When OID_NIC_SWITCH_CREATE_VPORT reaches the PF miniport directly with:
        | member             | value       |
        | VPortId            | 1           |
        | AttachedFunctionId | <function>  |
        | ProcessorAffinity  | <processor> |
        | VPortState         | <state>     |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed

      Examples:
        | function | processor | state                              |
        | 0        | 0         | NdisNicSwitchVPortStateDeactivated |
        | 0xFFFF   | 1         | NdisNicSwitchVPortStateActivated   |

  Rule: NDIS assigns the identifier

    @rule:VPORT-CREATE-02
    @rule:VPORT-CREATE-07
    @rule:VPORT-CREATE-08
    @rule:VPORT-CREATE-09
    @rule:VPORT-CREATE-12
    @rule:VPORT-DEFAULT-04
    Scenario: The PF miniport sees the identifier that the issuer gets
      Given an SR-IOV adapter "NIC1" with these settings:
        | setting   | value |
        | maxVPorts | 3     |
      When the virtualization stack requests OID_NIC_SWITCH_CREATE_VPORT with:
        | member            | value |
        | VPortId           | 0     |
        | ProcessorAffinity | 1     |
      Then the request succeeds
      And the member "VPortId" of the answer is between 1 and 2
      And the most recent OID_NIC_SWITCH_CREATE_VPORT carried:
        | member  | value |
        | VPortId | 1     |
      And the answer has:
        | member  | value |
        | VPortId | 1     |
      And the member "VPortId" of the answer is remembered as "first"
      When the virtualization stack requests OID_NIC_SWITCH_CREATE_VPORT with:
        | member            | value |
        | ProcessorAffinity | 1     |
      Then the member "VPortId" of the answer is between 1 and 2
      And the member "VPortId" of the answer differs from "first"
      When the virtualization stack requests OID_NIC_SWITCH_ENUM_VPORTS
      Then the answer lists 3 elements
      And the answer lists an element with:
        | member  | value |
        | VPortId | 1     |
      And the answer lists an element with:
        | member  | value |
        | VPortId | 2     |

    @rule:VPORT-CREATE-07
    @rule:VPORT-CREATE-08
    @needs:miniport-boundary
    Scenario Outline: The PF miniport takes no identifier outside 1 to NumVPorts - 1, nor one in use: <id>
      Given an SR-IOV adapter "NIC1" with these settings:
        | setting   | value |
        | maxVPorts | 4     |
      And the virtualization stack creates 1 VPort on the PF with 1 queue pair
      When OID_NIC_SWITCH_CREATE_VPORT reaches the PF miniport directly with:
        | member            | value |
        | VPortId           | <id>  |
        | ProcessorAffinity | 1     |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed

      Examples:
        | id |
        | 0  |
        | 1  |
        | 4  |

    @rule:VPORT-CREATE-11
    Scenario: Later requests with the identifier act on that VPort
      Given an SR-IOV adapter "NIC1"
      And the virtualization stack creates 2 VPorts on the PF with 1 queue pair
      When the virtualization stack activates VPort 2
      Then VPort 2 is active
      And VPort 1 is not active
      When the virtualization stack sets a receive filter on VPort 2 for 00-15-5D-00-00-0A on VLAN 5
      Then VPort 2 has 1 filter
      And VPort 1 has 0 filters
      When the virtualization stack requests OID_NIC_SWITCH_DELETE_VPORT for VPort 1
      Then the request succeeds
      And the adapter has 2 VPorts
      And VPort 2 is active

  Rule: The PF miniport allocates everything, or nothing

    @rule:VPORT-CREATE-10
    Scenario: A creation that fails half-way leaves nothing taken
      Given an SR-IOV adapter "NIC1" with these settings:
        | setting       | value |
        | maxQueuePairs | 2     |
      And the free resources are remembered
      And the next attempt of the PF driver at "vport resources" fails
      When the virtualization stack creates 1 VPort on the PF with 1 queue pair
      Then the PF driver refuses with NDIS_STATUS_FAILURE
      And the adapter has 1 VPort
      And the free resources are as remembered
      When the virtualization stack creates 1 VPort on the PF with 1 queue pair
      Then the request succeeds
      And the answer has:
        | member  | value |
        | VPortId | 1     |

    @rule:VPORT-CREATE-10
    @rule:VPORT-QUEUE-07
    Scenario: A creation for which queue pairs are missing takes none of them
      Given an SR-IOV adapter "NIC1" with these settings:
        | setting       | value |
        | maxQueuePairs | 4     |
      And the free resources are remembered
      When the virtualization stack creates 1 VPort on the PF with 4 queue pairs
      Then the PF driver refuses with NDIS_STATUS_RESOURCES
      And nothing has changed
      And the free resources are as remembered
      When the virtualization stack creates 1 VPort on the PF with 3 queue pairs
      Then the request succeeds

    @rule:VPORT-CREATE-17
    @rule:VPORT-DEFAULT-04
    @needs:vf-path
    Scenario: A VF stays without a VPort when the pool is exhausted
      Given an SR-IOV adapter "NIC1" with these settings:
        | setting   | value |
        | VFs       | 2     |
        | maxVPorts | 2     |
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path      |
        | web       | 00-15-5D-00-00-01 | 10   | VF        |
        | db        | 00-15-5D-00-00-02 | 10   | synthetic |
      And a VF is attached to "db" as far as state ALLOCATED
      When the virtualization stack requests OID_NIC_SWITCH_CREATE_VPORT with:
        | member             | value          |
        | AttachedFunctionId | the VF of "db" |
      Then it is refused with NDIS_STATUS_RESOURCES
      And nothing has changed
      And "outside" and "web" exchange frames

  Rule: A new VPort has its function and no filter

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs

    @rule:VPORT-CREATE-15
    @rule:FILTER-SET-16
    Scenario: Nothing is indicated on a VPort that has no filter
      Given the virtualization stack creates 1 VPort on the PF with 1 queue pair
      And the virtualization stack activates VPort 1
      When "outside" sends a frame to the address 00-15-5D-00-00-0A tagged with VLAN 5
      Then VPort 1 has 0 filters
      And VPort 1 counts 0 more frames in
      And "management OS" receives the frame marked with the default VPort
      When "outside" sends a broadcast tagged with VLAN 5
      Then VPort 1 counts 0 more frames in
      When the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-00-00-0A on VLAN 5
      And "outside" sends a frame to the address 00-15-5D-00-00-0A tagged with VLAN 5
      Then "management OS" receives the frame marked with VPort 1
      And VPort 1 counts 1 more frame in

    @rule:VPORT-CREATE-16
    @rule:VPORT-DELETE-07
    Scenario: The VPort attaches the VF, and its deletion detaches it
      Given the virtualization stack requests OID_NIC_SWITCH_ALLOCATE_VF with:
        | member              | value             |
        | PermanentMacAddress | 00-15-5D-00-00-01 |
        | CurrentMacAddress   | 00-15-5D-00-00-01 |
      When the virtualization stack requests OID_NIC_SWITCH_ENUM_VPORTS with:
        | member             | value                                                      |
        | Flags              | NDIS_NIC_SWITCH_VPORT_INFO_ARRAY_ENUM_ON_SPECIFIC_FUNCTION |
        | AttachedFunctionId | VF 1                                                       |
      Then the answer lists 0 elements
      When the virtualization stack requests OID_NIC_SWITCH_CREATE_VPORT with:
        | member             | value |
        | AttachedFunctionId | VF 1  |
      Then VPort 1 is attached to VF 1
      When the virtualization stack requests OID_NIC_SWITCH_ENUM_VPORTS with:
        | member             | value                                                      |
        | Flags              | NDIS_NIC_SWITCH_VPORT_INFO_ARRAY_ENUM_ON_SPECIFIC_FUNCTION |
        | AttachedFunctionId | VF 1                                                       |
      Then the answer lists 1 element
      When the virtualization stack requests OID_NIC_SWITCH_DELETE_VPORT for the VPort of VF 1
      And the virtualization stack requests OID_NIC_SWITCH_ENUM_VPORTS with:
        | member             | value                                                      |
        | Flags              | NDIS_NIC_SWITCH_VPORT_INFO_ARRAY_ENUM_ON_SPECIFIC_FUNCTION |
        | AttachedFunctionId | VF 1                                                       |
      Then the answer lists 0 elements
      When the virtualization stack requests OID_NIC_SWITCH_CREATE_VPORT with:
        | member             | value |
        | AttachedFunctionId | VF 1  |
      Then the request succeeds

    @rule:VPORT-CREATE-18
    Scenario: Active VPorts are counted as they come
      When the virtualization stack requests OID_NIC_SWITCH_ENUM_SWITCHES
      Then the answer lists an element with:
        | member          | value |
        | NumActiveVPorts | 1     |
      When the virtualization stack creates 1 VPort on the PF with 1 queue pair
      And the virtualization stack activates VPort 1
      And the virtualization stack requests OID_NIC_SWITCH_ENUM_SWITCHES
      Then the answer lists an element with:
        | member          | value |
        | NumActiveVPorts | 2     |
