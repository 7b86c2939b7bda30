@driver
@needs:oid-boundary
@needs:request-log
Feature: The requests and events of a detachment

  Background:
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"

  Rule: Guest first, adapter last

    @rule:VF-DETACH-01
    @rule:VF-DETACH-02
    @rule:VF-DETACH-03
    @rule:VF-DETACH-05
    @rule:VF-DETACH-06
    Scenario: A cooperative guest is told, asked, and lets go before the VF is torn down
      Given these partitions are running:
        | partition | MAC address       | VLAN | path |
        | web       | 00-15-5D-00-00-01 | 10   | VF   |
      When the VF of "web" is detached
      Then these events happened in this order:
        | event                          | where | detail                                              |
        | vsp-notification               | web   | "attached":false                                    |
        | data-path                      | web   | "path":"synthetic"                                  |
        | OID_RECEIVE_FILTER_MOVE_FILTER | NIC1  | "SourceVPortId":1,"DestVPortId":0                   |
        | vmbus                          | web   | "from":"VPCI VSP","to":"VPCI VSC","message":"eject" |
        | pnp-query-remove               | web   | "device":"VF network adapter"                       |
        | netvsc-unbind                  | web   |                                                     |
        | vf-miniport-pause              | web   |                                                     |
        | vf-miniport-halt               | web   |                                                     |
        | pnp-removal                    | web   | "device":"VF network adapter"                       |
      And the When did not cause the event "pnp-surprise-removal"

    @rule:VF-DETACH-04
    @rule:VF-DETACH-05
    Scenario: A guest that blocks the removal loses the device by surprise after the time-out
      Given these partitions are running:
        | partition | MAC address       | VLAN | path | guest          |
        | web       | 00-15-5D-00-00-01 | 10   | VF   | blocks removal |
      When the VF of "web" is detached
      Then these events happened in this order:
        | event                | where | detail                                              |
        | vmbus                | web   | "from":"VPCI VSP","to":"VPCI VSC","message":"eject" |
        | removal-timeout      | web   |                                                     |
        | pnp-surprise-removal | web   | "device":"VF network adapter"                       |
        | netvsc-unbind        | web   |                                                     |
        | vf-miniport-halt     | web   |                                                     |
      And the When did not cause the event "pnp-removal"

    @rule:VF-DETACH-07
    @rule:VF-DETACH-08
    @rule:VF-DETACH-14
    @rule:PATH-FAILOVER-04
    Scenario Outline: Halted guest, empty VPort, reset and only then freed: <how>
      Given these partitions are running:
        | partition | MAC address       | VLAN | path |
        | web       | 00-15-5D-00-00-01 | 10   | VF   |
      When the VF of "web" is <how>
      Then these events happened in this order:
        | event                          | where | detail                            |
        | OID_RECEIVE_FILTER_MOVE_FILTER | NIC1  | "SourceVPortId":1,"DestVPortId":0 |
        | netvsc-unbind                  | web   |                                   |
        | vf-miniport-halt               | web   |                                   |
        | OID_NIC_SWITCH_DELETE_VPORT    | NIC1  | "VPortId":1                       |
        | OID_SRIOV_RESET_VF             | NIC1  | "VFId":0                          |
        | OID_NIC_SWITCH_FREE_VF         | NIC1  | "VFId":0                          |
        | iommu-unmap                    | NIC1  | "partition":"web"                 |
      And the event "OID_NIC_SWITCH_DELETE_VPORT" happened 1 time
      And the event "OID_SRIOV_RESET_VF" happened 1 time
      And the event "OID_NIC_SWITCH_FREE_VF" happened 1 time
      And the event "iommu-unmap" happened 1 time

      Examples:
        | how                 |
        | detached            |
        | removed by surprise |

    @rule:PATH-FAILOVER-06
    Scenario: The PF miniport gives back the VPort's resources when it completes the deletion
      Given these partitions are running:
        | partition | MAC address       | VLAN | path |
        | web       | 00-15-5D-00-00-01 | 10   | VF   |
      And the VF of "web" is detached as far as state PORTED
      And the adapter has 2 VPorts
      When the virtualization stack requests OID_NIC_SWITCH_DELETE_VPORT for VPort 1
      Then the request succeeds
      And the adapter has 1 VPort
      When the virtualization stack creates 1 VPort on the PF with 1 queue pair
      Then the answer has:
        | member  | value |
        | VPortId | 1     |

  Rule: A forwarding extension can take a VF away

    Background:
      Given the forwarding extension "Policy" is installed on "External"
      And the extension "Policy" is turned on
      And these partitions are running:
        | partition | MAC address       | VLAN | path      |
        | web       | 00-15-5D-00-00-01 | 10   | VF        |
        | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |

    @rule:VF-DETACH-09
    @rule:VF-DETACH-12
    @rule:VF-DETACH-13
    Scenario: NDIS_STATUS_SWITCH_PORT_REMOVE_VF takes the VF from the adapter on its port
      Given the port of "web" has a VF assigned
      When the extension "Policy" asks for the removal of the VF of "web"
      Then the port of "web" has no VF assigned
      And "web" holds no VF
      And the guest of "web" sees the devices "VM network adapter"
      And these events happened in this order:
        | event       | where    | detail             |
        | nic-updated | External | "VFAssigned":true  |
        | nic-updated | External | "VFAssigned":false |
      When "web" sends a frame to "outside"
      Then the frame takes the path "web > External > PF > default VPort > NIC switch > physical port"

    @rule:VF-DETACH-11
    Scenario: Without a reference the indication does not go further
      When the extension "Policy" asks for the removal of the VF of "web" without a reference
      Then it is refused
      And nothing has changed
      And "web" uses the VF path

    @rule:VF-DETACH-11
    Scenario: After the disconnection there is neither reference nor indication
      Given the network adapter of "web" is disconnected
      When the extension "Policy" references the network adapter of "web"
      Then it is refused
      And nothing has changed
      When the extension "Policy" asks for the removal of the VF of "web"
      Then it is refused
      And nothing has changed

    @rule:VF-DETACH-12
    @rule:VF-DETACH-13
    Scenario: The array of network adapters tells of the VF of "web" and of no other, and an attachment is announced
      When the extension "Policy" queries OID_SWITCH_NIC_ARRAY
      Then the answer lists an element with:
        | member     | value     |
        | NicName    | web       |
        | NicType    | synthetic |
        | VFAssigned | TRUE      |
      And the answer lists an element with:
        | member     | value  |
        | NicName    | legacy |
        | VFAssigned | FALSE  |
      And the answer lists an element with:
        | member     | value    |
        | NicType    | external |
        | NicName    | NIC1     |
        | VFAssigned | FALSE    |
      And the answer lists an element with:
        | member     | value    |
        | NicType    | internal |
        | VFAssigned | FALSE    |
      When a VF is attached to "legacy"
      Then the When caused the event "nic-updated"
      When the extension "Policy" queries OID_SWITCH_NIC_ARRAY
      Then the answer lists an element with:
        | member     | value  |
        | NicName    | legacy |
        | VFAssigned | TRUE   |
