@driver
@needs:oid-boundary
Feature: OID_NIC_SWITCH_DELETE_VPORT ends a nondefault VPort and what was indicated from it

  Rule: Only the driver that created it may delete it, and only when it is empty

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the driver "Other" is bound to the adapter
      And the virtualization stack creates 1 VPort on the PF with 1 queue pair
      And the virtualization stack activates VPort 1

    @rule:VPORT-DELETE-02
    Scenario: Another driver cannot delete it
      Given the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-00-00-0A on VLAN 5
      When the driver "Other" requests OID_NIC_SWITCH_DELETE_VPORT for VPort 1
      Then NDIS refuses with NDIS_STATUS_INVALID_PARAMETER
      And the PF miniport was not asked
      And nothing has changed
      When "outside" sends a frame to the address 00-15-5D-00-00-0A tagged with VLAN 5
      Then "management OS" receives the frame marked with VPort 1

    @rule:VPORT-DELETE-02
    Scenario: Not even when it is empty
      When the driver "Other" requests OID_NIC_SWITCH_DELETE_VPORT for VPort 1
      Then NDIS refuses with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed
      And VPort 1 is active

    @rule:VPORT-DELETE-03
    @rule:FILTER-CLEAR-04
    Scenario Outline: It is not deleted while a filter is set on it: <boundary>
      Given the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-00-00-0A on VLAN 5
      When <request>
        | member  | value |
        | VPortId | 1     |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed
      When the virtualization stack requests OID_RECEIVE_FILTER_CLEAR_FILTER with:
        | member   | value                            |
        | FilterId | the filter for 00-15-5D-00-00-0A |
      And the virtualization stack requests OID_NIC_SWITCH_DELETE_VPORT for VPort 1
      Then the request succeeds
      And the adapter has 1 VPort

      Examples:
        | boundary        | request                                                             |
        | through NDIS    | the virtualization stack requests OID_NIC_SWITCH_DELETE_VPORT with: |
        | at the miniport | OID_NIC_SWITCH_DELETE_VPORT reaches the PF miniport directly with:  |

    @rule:VPORT-DELETE-04
    Scenario Outline: What is not there cannot be deleted: <boundary>
      When <request>
        | member  | value |
        | VPortId | 2     |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed
      When the virtualization stack requests OID_NIC_SWITCH_DELETE_VPORT for VPort 1
      Then the request succeeds
      When <request>
        | member  | value |
        | VPortId | 1     |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed

      Examples:
        | boundary        | request                                                             |
        | through NDIS    | the virtualization stack requests OID_NIC_SWITCH_DELETE_VPORT with: |
        | at the miniport | OID_NIC_SWITCH_DELETE_VPORT reaches the PF miniport directly with:  |

  Rule: Its resources come back

    @rule:VPORT-DELETE-06
    Scenario: A pool of one VPort never runs out
      Given an SR-IOV adapter "NIC1" with these settings:
        | setting       | value |
        | maxVPorts     | 2     |
        | maxQueuePairs | 3     |
      And the free resources are remembered
      And the virtualization stack creates 1 VPort on the PF with 2 queue pairs
      And the virtualization stack requests OID_NIC_SWITCH_DELETE_VPORT for VPort 1
      And the virtualization stack creates 1 VPort on the PF with 2 queue pairs
      When the virtualization stack requests OID_NIC_SWITCH_DELETE_VPORT for VPort 1
      Then the request succeeds
      And the free resources are as remembered

    @rule:VPORT-DELETE-06
    @rule:VPORT-CREATE-10
    Scenario: Queue pairs that lay apart can be given out together again
      Given an SR-IOV adapter "NIC1" with these settings:
        | setting       | value |
        | maxQueuePairs | 7     |
      And the virtualization stack creates 3 VPorts on the PF with 2 queue pairs
      And the virtualization stack requests OID_NIC_SWITCH_DELETE_VPORT for VPort 1
      And the virtualization stack requests OID_NIC_SWITCH_DELETE_VPORT for VPort 3
      And the virtualization stack requests OID_NIC_SWITCH_DELETE_VPORT for VPort 2
      When the virtualization stack creates 1 VPort on the PF with 6 queue pairs
      Then the request succeeds
      And the queue pairs of all VPorts are disjoint

  Rule: A driver above the adapter takes its VPorts with it

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the driver "Other" is bound to the adapter
      And the filter driver "Monitor" is attached to the adapter

    @rule:VPORT-DELETE-15
    Scenario: A filter driver deletes its VPorts before its FilterDetach returns, and nobody else's
      Given the driver "Monitor" creates 2 VPorts on the PF with 1 queue pair
      And the driver "Other" creates 1 VPort on the PF with 1 queue pair
      And the adapter has 4 VPorts
      When the filter driver "Monitor" is detached from the adapter
      Then these events happened in this order:
        | event                       | detail              |
        | filter-attach               | Monitor             |
        | OID_NIC_SWITCH_DELETE_VPORT | NDIS_STATUS_SUCCESS |
        | OID_NIC_SWITCH_DELETE_VPORT | NDIS_STATUS_SUCCESS |
        | filter-detach               | Monitor             |
      And the adapter has 2 VPorts
      And the When did not cause the event "protocol-unbind"

    @rule:VPORT-DELETE-15
    Scenario: A halt of the miniport detaches the filter driver in the same way
      Given the driver "Monitor" creates 1 VPort on the PF with 1 queue pair
      When NDIS has the PF driver "halted"
      Then these events happened in this order:
        | event                        | detail              |
        | OID_NIC_SWITCH_DELETE_VPORT  | NDIS_STATUS_SUCCESS |
        | filter-detach                | Monitor             |
        | OID_NIC_SWITCH_DELETE_SWITCH | NDIS_STATUS_SUCCESS |
        | miniport-halt                |                     |

  Rule: Packets that it indicated come back first

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the virtualization stack creates 1 VPort on the PF with 1 queue pair
      And the virtualization stack activates VPort 1
      And the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-00-00-0A on VLAN 5

    @rule:VPORT-DELETE-10
    Scenario: The deletion is pending until the last packet has been returned
      Given NDIS holds the packets that the PF driver indicates
      And "outside" sends a frame to the address 00-15-5D-00-00-0A tagged with VLAN 5
      And the virtualization stack requests OID_RECEIVE_FILTER_CLEAR_FILTER with:
        | member   | value |
        | FilterId | 1     |
      When the virtualization stack requests OID_NIC_SWITCH_DELETE_VPORT for VPort 1
      Then the request is pending
      When NDIS returns the packets that it holds
      Then these events happened in this order:
        | event                       | detail              |
        | OID_NIC_SWITCH_DELETE_VPORT | NDIS_STATUS_PENDING |
        | oid-complete                | NDIS_STATUS_SUCCESS |
      And the adapter has 1 VPort
      When the virtualization stack creates 1 VPort on the PF with 1 queue pair
      Then the request succeeds

    @rule:VPORT-DELETE-12
    Scenario: Its shared memory is freed after the last packet is back, and before the deletion is complete
      Given the virtualization stack creates 1 VPort on the PF with 1 queue pair
      And the virtualization stack requests OID_NIC_SWITCH_DELETE_VPORT for VPort 2
      And the event "NdisFreeSharedMemory" happened 1 time
      And NDIS holds the packets that the PF driver indicates
      And "outside" sends a frame to the address 00-15-5D-00-00-0A tagged with VLAN 5
      And the virtualization stack requests OID_RECEIVE_FILTER_CLEAR_FILTER with:
        | member   | value |
        | FilterId | 1     |
      When the virtualization stack requests OID_NIC_SWITCH_DELETE_VPORT for VPort 1
      Then the request is pending
      And the event "NdisFreeSharedMemory" happened 1 time
      When NDIS returns the packets that it holds
      Then these events happened in this order:
        | event                    | detail              |
        | NdisAllocateSharedMemory | "VPortId":1         |
        | NdisFreeSharedMemory     | "VPortId":1         |
        | oid-complete             | NDIS_STATUS_SUCCESS |
      And the event "NdisFreeSharedMemory" happened 2 times

    @rule:VPORT-DELETE-12
    Scenario: Each VPort gives back its own shared memory, once
      Given the virtualization stack creates 1 VPort on the PF with 1 queue pair
      When the virtualization stack requests OID_NIC_SWITCH_DELETE_VPORT for VPort 2
      Then these events happened in this order:
        | event                    | detail      |
        | NdisAllocateSharedMemory | "VPortId":1 |
        | NdisAllocateSharedMemory | "VPortId":2 |
        | NdisFreeSharedMemory     | "VPortId":2 |
      And the event "NdisFreeSharedMemory" happened 1 time

    @rule:VPORT-DELETE-11
    Scenario: Nothing more is indicated from it, neither while its deletion is pending nor after
      Given NDIS holds the packets that the PF driver indicates
      And "outside" sends a frame to the address 00-15-5D-00-00-0A tagged with VLAN 5
      And "management OS" receives the frame marked with VPort 1
      And the virtualization stack requests OID_RECEIVE_FILTER_CLEAR_FILTER with:
        | member   | value |
        | FilterId | 1     |
      When the virtualization stack requests OID_NIC_SWITCH_DELETE_VPORT for VPort 1
      Then the request is pending
      When OID_RECEIVE_FILTER_SET_FILTER reaches the PF miniport directly with:
        | member          | value                       |
        | FilterId        | 1                           |
        | VPortId         | 1                           |
        | FieldParameters | 00-15-5D-00-00-0A on VLAN 5 |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      When "outside" sends a frame to the address 00-15-5D-00-00-0A tagged with VLAN 5
      Then "management OS" receives the frame marked with the default VPort
      When NDIS returns the packets that it holds
      And "outside" sends a frame to the address 00-15-5D-00-00-0A tagged with VLAN 5
      Then "management OS" receives the frame marked with the default VPort

  Rule: A VF's VPort goes in the documented order

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path |
        | web       | 00-15-5D-00-00-01 | 10   | VF   |
        | db        | 00-15-5D-00-00-02 | 10   | VF   |

    @rule:VPORT-DELETE-08
    @rule:VPORT-DELETE-20
    Scenario: Filters move first, the VF driver halts, and only then do VPort and VF go
      When the VF of "web" is detached
      Then these events happened in this order:
        | event                          |
        | OID_RECEIVE_FILTER_MOVE_FILTER |
        | vf-miniport-halt               |
        | OID_NIC_SWITCH_DELETE_VPORT    |
        | OID_SRIOV_RESET_VF             |
        | OID_NIC_SWITCH_FREE_VF         |
      And the filter of "web" is on the default VPort
      And "outside" and "web" exchange frames

    @rule:VPORT-DELETE-13
    @needs:registers
    Scenario: What is being sent when the VPort goes is cancelled, and does not leave by the next VPort either
      Given "web" and "outside" exchange frames
      And 0x4 is written to register 0x828 of BAR 0 of the VF of "web"
      And memory does not answer the reads of the VF of "web"
      And 0x1 is written to register 0x830 of BAR 0 of the VF of "web"
      And "Transactions Pending" of the VF of "web" reads 0x1
      And OID_RECEIVE_FILTER_CLEAR_FILTER reaches the PF miniport directly with:
        | member   | value                            |
        | FilterId | the filter for 00-15-5D-00-00-01 |
      And OID_NIC_SWITCH_DELETE_VPORT reaches the PF miniport directly with:
        | member  | value |
        | VPortId | 1     |
      And OID_NIC_SWITCH_CREATE_VPORT reaches the PF miniport directly with:
        | member             | value           |
        | VPortId            | 1               |
        | AttachedFunctionId | the VF of "web" |
        | NumQueuePairs      | 1               |
      And OID_RECEIVE_FILTER_SET_FILTER reaches the PF miniport directly with:
        | member          | value                        |
        | FilterId        | 9                            |
        | VPortId         | 1                            |
        | FieldParameters | 00-15-5D-00-00-01 on VLAN 10 |
      And the request succeeds
      When memory answers the reads of the VF of "web" again
      Then the physical port counts 0 more frames out
      And the VF of "web" counts 1 more dropped frame
      And the VF of "web" counts 0 more frames out
      And "Transactions Pending" of the VF of "web" reads 0x0

    @rule:VPORT-DELETE-16
    @rule:VPORT-DELETE-07
    Scenario: A VF is freed only after its VPort was deleted
      Given the VF of "web" is detached as far as state FILTERED
      When OID_NIC_SWITCH_FREE_VF for the VF of "web" reaches the PF miniport directly
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed
      When the VF of "web" is detached as far as state ALLOCATED
      And OID_NIC_SWITCH_FREE_VF for the VF of "web" reaches the PF miniport directly
      Then the request succeeds

    @rule:VPORT-DELETE-18
    @needs:extensions
    Scenario: An extension cannot keep a VPort or a filter from going
      Given the forwarding extension "Guard" is installed on "External", which:
        | rule   | detail                          |
        | vetoes | OID_NIC_SWITCH_DELETE_VPORT     |
        | vetoes | OID_RECEIVE_FILTER_CLEAR_FILTER |
      And the extension "Guard" is turned on
      When the partition "web" is stopped
      Then the When caused the event "OID_NIC_SWITCH_DELETE_VPORT"
      And the When caused the event "OID_RECEIVE_FILTER_CLEAR_FILTER"
      And "web" holds no VF
      And the adapter has 2 VPorts

    @rule:VPORT-DELETE-18
    @needs:extensions
    Scenario: An extension may keep a VPort from being created
      Given the VF of "web" is detached
      And the forwarding extension "Guard" is installed on "External", which:
        | rule   | detail                      |
        | vetoes | OID_NIC_SWITCH_CREATE_VPORT |
      And the extension "Guard" is turned on
      When a VF is attached to "web"
      Then it is refused with NDIS_STATUS_FAILURE
      And "web" holds no VF
      And the adapter has 2 VPorts
