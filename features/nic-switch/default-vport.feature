@driver
@needs:oid-boundary
Feature: The default VPort belongs to the PF for as long as the switch exists

  Rule: It is the PF's and stays activated

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path      |
        | web       | 00-15-5D-00-00-01 | 10   | VF        |
        | legacy    | 00-15-5D-00-00-02 | 10   | synthetic |

    @rule:VPORT-DEFAULT-01
    @needs:miniport-boundary
    Scenario: The default VPort is never attached to a VF
      Given a VF is attached to "legacy" as far as state ALLOCATED
      When OID_NIC_SWITCH_CREATE_VPORT reaches the PF miniport directly with:
        | member             | value              |
        | VPortId            | 0                  |
        | AttachedFunctionId | the VF of "legacy" |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed
      And the default VPort is attached to the PF

    @rule:VPORT-DEFAULT-01
    Scenario: A change of its parameters leaves the default VPort on the PF
      When the virtualization stack requests OID_NIC_SWITCH_VPORT_PARAMETERS as a set request with:
        | member             | value                                     |
        | VPortId            | 0                                         |
        | Flags              | NDIS_NIC_SWITCH_VPORT_PARAMS_NAME_CHANGED |
        | VPortName          | Moved                                     |
        | AttachedFunctionId | the VF of "web"                           |
      Then the default VPort is attached to the PF
      And the VPort of "web" is attached to the VF of "web"

    @rule:VPORT-DEFAULT-02
    @rule:VPORT-STATE-06
    Scenario: The default VPort cannot be deactivated
      Given the default VPort is active
      When the virtualization stack requests OID_NIC_SWITCH_VPORT_PARAMETERS as a set request with:
        | member     | value                                      |
        | VPortId    | 0                                          |
        | Flags      | NDIS_NIC_SWITCH_VPORT_PARAMS_STATE_CHANGED |
        | VPortState | NdisNicSwitchVPortStateDeactivated         |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed
      And the default VPort is active
      And "outside" and "legacy" exchange frames

    @rule:VPORT-DEFAULT-05
    @rule:FORWARD-DEFAULT-02
    @rule:FORWARD-DEFAULT-04
    Scenario: What is filtered there reaches the synthetic path, and goes out by it
      Given the filter of "legacy" is on the default VPort
      When "outside" sends a frame to "legacy"
      Then the frame takes the path "outside > physical port > NIC switch > default VPort > PF > External > legacy"
      When "legacy" sends a frame to "outside"
      Then the frame takes the path "legacy > External > PF > default VPort > NIC switch > physical port"

    @rule:VPORT-DEFAULT-06
    Scenario: A set request may change the default VPort
      When the virtualization stack requests OID_NIC_SWITCH_VPORT_PARAMETERS as a set request with:
        | member              | value                                                                                                   |
        | VPortId             | 0                                                                                                       |
        | Flags               | NDIS_NIC_SWITCH_VPORT_PARAMS_INT_MOD_CHANGED \| NDIS_NIC_SWITCH_VPORT_PARAMS_PROCESSOR_AFFINITY_CHANGED |
        | InterruptModeration | NdisNicSwitchVPortInterruptModerationLow                                                                |
        | ProcessorAffinity   | 2                                                                                                       |
      Then the request succeeds
      When the virtualization stack requests OID_NIC_SWITCH_VPORT_PARAMETERS for the default VPort
      Then the answer has:
        | member              | value                                    |
        | InterruptModeration | NdisNicSwitchVPortInterruptModerationLow |
        | ProcessorAffinity   | 2                                        |

  Rule: It is open to every driver

    @rule:VPORT-DEFAULT-07
    @rule:FILTER-SET-02
    Scenario: Two drivers set filters on the default VPort, and both receive
      Given an SR-IOV adapter "NIC1"
      And the driver "Other" is bound to the adapter
      And the virtualization stack sets a receive filter on the default VPort for 00-15-5D-00-00-0A on VLAN 5
      When the driver "Other" sets a receive filter on the default VPort for 00-15-5D-00-00-0B on VLAN 6
      Then the request succeeds
      And the default VPort has 2 filters
      When "outside" sends a frame to the address 00-15-5D-00-00-0A tagged with VLAN 5
      Then "management OS" receives the frame marked with the default VPort
      When "outside" sends a frame to the address 00-15-5D-00-00-0B tagged with VLAN 6
      Then "management OS" receives the frame marked with the default VPort

  Rule: Its queue pairs are its own

    @rule:VPORT-DEFAULT-08
    Scenario: When the queue pairs have run out the default VPort still sends and receives
      Given an SR-IOV adapter "NIC1" with these settings:
        | setting       | value |
        | maxQueuePairs | 5     |
      And the virtualization stack sets a receive filter on the default VPort for 00-15-5D-00-00-0A on VLAN 5
      And the virtualization stack creates 2 VPorts on the PF with 2 queue pairs
      When the virtualization stack creates 1 VPort on the PF with 1 queue pair
      Then it is refused with NDIS_STATUS_RESOURCES
      And the queue pairs of all VPorts are disjoint
      And the default VPort has 1 queue pair
      When "outside" sends a frame to the address 00-15-5D-00-00-0A tagged with VLAN 5
      Then "management OS" receives the frame marked with the default VPort
      When the management OS sends a frame marked with VPort 0 to "outside"
      Then "outside" receives the frame
