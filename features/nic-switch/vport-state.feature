@driver
@needs:oid-boundary
Feature: A VPort of a VF is activated from the start, one of the PF when somebody asks for it

  Rule: A VF's VPort

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path |
        | web       | 00-15-5D-00-00-01 | 10   | VF   |

    @rule:VPORT-STATE-02
    @rule:VPORT-STATE-01
    Scenario: It is activated when it is created
      Given the VPort of "web" is active
      When the virtualization stack requests OID_NIC_SWITCH_VPORT_PARAMETERS for the VPort of "web"
      Then the answer has:
        | member     | value                            |
        | VPortState | NdisNicSwitchVPortStateActivated |

    @rule:VPORT-STATE-07
    @rule:VPORT-STATE-06
    Scenario Outline: It cannot be deactivated: <boundary>
      When <request>
        | member     | value                                      |
        | VPortId    | the VPort of "web"                         |
        | Flags      | NDIS_NIC_SWITCH_VPORT_PARAMS_STATE_CHANGED |
        | VPortState | NdisNicSwitchVPortStateDeactivated         |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed
      And the VPort of "web" is active
      And "outside" and "web" exchange frames

      Examples:
        | boundary        | request                                                                                  |
        | through NDIS    | the virtualization stack requests OID_NIC_SWITCH_VPORT_PARAMETERS as a set request with: |
        | at the miniport | OID_NIC_SWITCH_VPORT_PARAMETERS reaches the PF miniport directly as a set request with:  |

    @rule:VPORT-STATE-01
    Scenario: No VPort is in the undefined state, nor can it be put there
      When the virtualization stack requests OID_NIC_SWITCH_VPORT_PARAMETERS as a set request with:
        | member     | value                                      |
        | VPortId    | the VPort of "web"                         |
        | Flags      | NDIS_NIC_SWITCH_VPORT_PARAMS_STATE_CHANGED |
        | VPortState | NdisNicSwitchVPortStateUndefined           |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed

  Rule: A VPort of the PF

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the virtualization stack creates 1 VPort on the PF with 1 queue pair

    @rule:VPORT-STATE-03
    @rule:VPORT-STATE-05
    Scenario: It is created deactivated and is activated by a set request
      Given VPort 1 is not active
      When the virtualization stack requests OID_NIC_SWITCH_VPORT_PARAMETERS for VPort 1
      Then the answer has:
        | member     | value                              |
        | VPortState | NdisNicSwitchVPortStateDeactivated |
      When the virtualization stack requests OID_NIC_SWITCH_VPORT_PARAMETERS as a set request with:
        | member     | value                                      |
        | VPortId    | 1                                          |
        | Flags      | NDIS_NIC_SWITCH_VPORT_PARAMS_STATE_CHANGED |
        | VPortState | NdisNicSwitchVPortStateActivated           |
      Then the request succeeds
      And VPort 1 is active
      When the virtualization stack requests OID_NIC_SWITCH_VPORT_PARAMETERS for VPort 1
      Then the answer has:
        | member     | value                            |
        | VPortState | NdisNicSwitchVPortStateActivated |

    @rule:VPORT-STATE-05
    Scenario: Without the CHANGED flag it stays deactivated
      When the virtualization stack requests OID_NIC_SWITCH_VPORT_PARAMETERS as a set request with:
        | member     | value                            |
        | VPortId    | 1                                |
        | VPortState | NdisNicSwitchVPortStateActivated |
      Then VPort 1 is not active

    @rule:VPORT-STATE-06
    Scenario: Once activated it cannot be deactivated
      Given the virtualization stack activates VPort 1
      And the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-00-00-0A on VLAN 5
      When the virtualization stack requests OID_NIC_SWITCH_VPORT_PARAMETERS as a set request with:
        | member     | value                                      |
        | VPortId    | 1                                          |
        | Flags      | NDIS_NIC_SWITCH_VPORT_PARAMS_STATE_CHANGED |
        | VPortState | NdisNicSwitchVPortStateDeactivated         |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed
      When "outside" sends a frame to the address 00-15-5D-00-00-0A tagged with VLAN 5
      Then "management OS" receives the frame marked with VPort 1

    @rule:VPORT-STATE-08
    @rule:FORWARD-LOOKUP-04
    Scenario: It receives when it is activated and has a matching filter, and not before
      Given the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-00-00-0A on VLAN 5
      When "outside" sends a frame to the address 00-15-5D-00-00-0A tagged with VLAN 5
      Then VPort 1 counts 0 more frames in
      And "management OS" receives the frame marked with the default VPort
      When the virtualization stack activates VPort 1
      And "outside" sends a frame to the address 00-15-5D-00-00-0A tagged with VLAN 5
      Then "management OS" receives the frame marked with VPort 1
      When "outside" sends a frame to the address 00-15-5D-00-00-0B tagged with VLAN 5
      Then VPort 1 counts 0 more frames in
      And "management OS" receives the frame marked with the default VPort

    @rule:VPORT-STATE-08
    Scenario: It transmits only while it is activated
      When the management OS sends a frame marked with VPort 1 to "outside"
      Then nobody receives the frame
      And the frame is dropped because of "vport not active"
      When the virtualization stack activates VPort 1
      And the management OS sends a frame marked with VPort 1 to "outside"
      Then "outside" receives the frame
      And VPort 1 counts 1 more frame out

    @rule:VPORT-STATE-09
    @rule:VPORT-DELETE-01
    Scenario: Deletion takes it out of service from either state
      Given the virtualization stack creates 1 VPort on the PF with 1 queue pair
      And the virtualization stack activates VPort 2
      When the virtualization stack requests OID_NIC_SWITCH_DELETE_VPORT for VPort 1
      Then the request succeeds
      When the virtualization stack requests OID_NIC_SWITCH_DELETE_VPORT for VPort 2
      Then the request succeeds
      When the virtualization stack requests OID_NIC_SWITCH_ENUM_VPORTS
      Then the answer lists 1 element
      And the answer lists an element with:
        | member  | value |
        | VPortId | 0     |
