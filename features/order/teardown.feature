@driver
@needs:oid-boundary
@needs:request-log
Feature: A VF is torn down in the order that keeps its partition on the network

  Rule: The order of events

    @rule:ORDER-TEAR-01
    @rule:ORDER-TEAR-02
    @rule:ORDER-TEAR-03
    @rule:ORDER-TEAR-04
    @rule:ORDER-TEAR-05
    @rule:ORDER-TEAR-06
    @rule:ORDER-TEAR-07
    Scenario Outline: From the announcement to the release, when <what>
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path | guest   |
        | web       | 00-15-5D-00-00-01 | 10   | VF   | <guest> |
      When <action>
      Then these events happened in this order:
        | event                          | where | detail                            |
        | vsp-notification               | web   | "attached":false                  |
        | data-path                      | web   | "path":"synthetic"                |
        | OID_RECEIVE_FILTER_MOVE_FILTER | NIC1  | "SourceVPortId":1,"DestVPortId":0 |
        | netvsc-unbind                  | web   |                                   |
        | vf-miniport-halt               | web   |                                   |
        | OID_NIC_SWITCH_DELETE_VPORT    | NIC1  | "VPortId":1                       |
        | OID_SRIOV_RESET_VF             | NIC1  | "VFId":0                          |
        | OID_NIC_SWITCH_FREE_VF         | NIC1  | "VFId":0                          |
      And the event "OID_NIC_SWITCH_DELETE_VPORT" happened 1 time
      And the event "OID_SRIOV_RESET_VF" happened 1 time
      And the event "OID_NIC_SWITCH_FREE_VF" happened 1 time
      And the event "netvsc-unbind" happened 1 time
      And the event "vf-miniport-halt" happened 1 time

      Examples:
        | what                                    | guest          | action                                       |
        | the VF is detached                      | cooperative    | the VF of "web" is detached                  |
        | the guest blocks the removal            | blocks removal | the VF of "web" is detached                  |
        | the VF is removed by surprise           | cooperative    | the VF of "web" is removed by surprise       |
        | the partition is to have no VF any more | cooperative    | the SR-IOV weight of "web" is set to 0       |
        | the partition is saved                  | cooperative    | the partition "web" is saved                 |
        | the partition is stopped                | cooperative    | the partition "web" is stopped               |
        | the network adapter is disconnected     | cooperative    | the network adapter of "web" is disconnected |
        | the extensible switch goes              | cooperative    | the extensible switch "External" is deleted  |
        | the PF driver is halted                 | cooperative    | NDIS has the PF driver "halted"              |

    @rule:ORDER-TEAR-03
    @rule:PATH-FAILOVER-04
    Scenario: All of several filters have moved before the VPort goes
      Given an SR-IOV adapter "NIC1" with these settings:
        | setting             | value     |
        | VFs                 | 4         |
        | unenforceablePolicy | suspended |
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | path      |
        | web       | 00-15-5D-00-00-01 | synthetic |
      And the port of "web" is set to a trunk of VLANs "10, 20" with native VLAN 10
      And a VF is attached to "web"
      And VPort 1 has 2 filters
      When the VF of "web" is detached
      Then these events happened in this order:
        | event                          | where | detail                            |
        | vsp-notification               | web   | "attached":false                  |
        | OID_RECEIVE_FILTER_MOVE_FILTER | NIC1  | "SourceVPortId":1,"DestVPortId":0 |
        | OID_RECEIVE_FILTER_MOVE_FILTER | NIC1  | "SourceVPortId":1,"DestVPortId":0 |
        | OID_NIC_SWITCH_DELETE_VPORT    | NIC1  | "VPortId":1                       |
      And the event "OID_NIC_SWITCH_DELETE_VPORT" happened 1 time
      And "web" holds no VF

  Rule: A step that comes too early is refused, or harms nobody

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path |
        | web       | 00-15-5D-00-00-01 | 10   | VF   |
        | db        | 00-15-5D-00-00-02 | 10   | VF   |

    @rule:ORDER-TEAR-03
    @needs:miniport-boundary
    Scenario Outline: The VPort cannot be deleted while it has filters: <boundary>
      When <request>
        | member  | value              |
        | VPortId | the VPort of "web" |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed
      And "web" and "db" exchange frames

      Examples:
        | boundary        | request                                                             |
        | through NDIS    | the virtualization stack requests OID_NIC_SWITCH_DELETE_VPORT with: |
        | at the miniport | OID_NIC_SWITCH_DELETE_VPORT reaches the PF miniport directly with:  |

    @rule:ORDER-TEAR-06
    @needs:miniport-boundary
    Scenario Outline: The VF cannot be freed while it has a VPort: <boundary>
      When <request>
        | member | value           |
        | VFId   | the VF of "web" |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER or NDIS_STATUS_FILE_NOT_FOUND
      And nothing has changed
      And VF 1 is allocated to "web"
      And "web" and "db" exchange frames

      Examples:
        | boundary        | request                                                        |
        | through NDIS    | the virtualization stack requests OID_NIC_SWITCH_FREE_VF with: |
        | at the miniport | OID_NIC_SWITCH_FREE_VF reaches the PF miniport directly with:  |

    @rule:ORDER-TEAR-07
    @rule:ORDER-TEAR-02
    @needs:failover
    Scenario Outline: The partition is on the network before the VF goes from <state>
      Given the VF of "web" is detached as far as state <state>
      When "outside" sends a frame to "web"
      Then "web" receives the frame
      And the VF driver of "web" is "not-present"
      And NetVSC of "web" is not bound to the VF driver
      And "web" and "db" exchange frames
      And VF 1 is allocated to "web"

      Examples:
        | state     |
        | PORTED    |
        | ALLOCATED |
