@driver
@needs:oid-boundary
@needs:request-log
Feature: The requests and events of an attachment

  Background:
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | web       | 00-15-5D-00-00-01 | 10   | synthetic |

  Rule: The stack provisions, shows, and the guest takes over, in this order

    @rule:VF-ATTACH-02
    @rule:VF-ATTACH-03
    @rule:VF-ATTACH-04
    @rule:VF-ATTACH-05
    @rule:VF-ATTACH-14
    Scenario: The adapter has done its part before the guest hears of the VF
      When a VF is attached to "web"
      Then these events happened in this order:
        | event                          | where | detail                            |
        | OID_NIC_SWITCH_ALLOCATE_VF     | NIC1  | "VMName":"web"                    |
        | OID_NIC_SWITCH_CREATE_VPORT    | NIC1  | "status":"NDIS_STATUS_SUCCESS"    |
        | OID_RECEIVE_FILTER_MOVE_FILTER | NIC1  | "SourceVPortId":0,"DestVPortId":1 |
        | vsp-notification               | web   | "attached":true                   |
        | vmbus                          | web   | "from":"VPCI VSP","to":"VPCI VSC" |
        | pnp-arrival                    | web   | "device":"VF network adapter"     |
      And the event "vsp-notification" happened 1 time
      And the event "pnp-arrival" happened 1 time

    @rule:VF-ATTACH-06
    @rule:VF-ATTACH-07
    @rule:VF-ATTACH-08
    @rule:VF-ATTACH-09
    @rule:VF-ATTACH-21
    Scenario: The guest finds the device, starts its driver, and NetVSC binds to it and turns the data path
      When a VF is attached to "web"
      Then these events happened in this order:
        | event                  | where | detail                            |
        | vsp-notification       | web   | "attached":true                   |
        | vmbus                  | web   | "from":"VPCI VSP","to":"VPCI VSC" |
        | pnp-arrival            | web   | "vendorId":4617,"deviceId":2      |
        | vf-miniport-initialize | web   | "status":"NDIS_STATUS_SUCCESS"    |
        | netvsc-bind            | web   | "VFId":0                          |
        | vf-packet-filter       | web   |                                   |
        | data-path              | web   | "path":"VF"                       |
      And the event "vf-miniport-initialize" happened 1 time
      And the event "netvsc-bind" happened 1 time
      And the event "data-path" happened 1 time
      And NetVSC of "web" is bound to the VF driver
      And the VF driver of "web" is "running"

    @rule:VF-ATTACH-09
    @rule:VF-ATTACH-21
    Scenario: Shown to a guest without a VF driver, the VF is bound by nobody
      When a VF is attached to "web" as far as state EXPOSED
      Then the When caused the event "pnp-arrival"
      And the When did not cause the event "netvsc-bind"
      And the When did not cause the event "data-path"
      And NetVSC of "web" is not bound to the VF driver
      And "web" uses the synthetic path

  Rule: A VF has one VPort at most, for good

    @rule:VF-ATTACH-11
    Scenario: There is no VPort for a VF that is not allocated
      When the virtualization stack requests OID_NIC_SWITCH_CREATE_VPORT with:
        | member             | value |
        | AttachedFunctionId | VF 1  |
      Then NDIS refuses with NDIS_STATUS_INVALID_PARAMETER
      And the PF miniport was not asked
      And nothing has changed
      Given a VF is attached to "web" as far as state ALLOCATED
      When the virtualization stack requests OID_NIC_SWITCH_CREATE_VPORT with:
        | member             | value |
        | AttachedFunctionId | VF 1  |
      Then the request succeeds
      And VPort 1 is attached to VF 1

    @rule:VF-ATTACH-10
    @rule:VF-ATTACH-13
    Scenario Outline: A second VPort for the VF is refused: <boundary>
      Given a VF is attached to "web" as far as state PORTED
      And VPort 1 is active
      When <request>
        | member             | value |
        | VPortId            | <id>  |
        | AttachedFunctionId | VF 1  |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER or NDIS_STATUS_FAILURE
      And nothing has changed
      And the adapter has 2 VPorts

      Examples:
        | boundary        | id | request                                                             |
        | through NDIS    | 0  | the virtualization stack requests OID_NIC_SWITCH_CREATE_VPORT with: |
        | at the miniport | 2  | OID_NIC_SWITCH_CREATE_VPORT reaches the PF miniport directly with:  |

    @rule:VF-ATTACH-13
    Scenario Outline: The VPort of a VF cannot be deactivated: <boundary>
      Given a VF is attached to "web" as far as state PORTED
      When <request>
        | member     | value                                      |
        | VPortId    | 1                                          |
        | Flags      | NDIS_NIC_SWITCH_VPORT_PARAMS_STATE_CHANGED |
        | VPortState | NdisNicSwitchVPortStateDeactivated         |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed
      And VPort 1 is active

      Examples:
        | boundary        | request                                                                                  |
        | through NDIS    | the virtualization stack requests OID_NIC_SWITCH_VPORT_PARAMETERS as a set request with: |
        | at the miniport | OID_NIC_SWITCH_VPORT_PARAMETERS reaches the PF miniport directly as a set request with:  |

    @rule:VF-ATTACH-12
    Scenario Outline: A change of parameters does not move the VPort to <function>: <boundary>
      Given these partitions are running:
        | partition | MAC address       | VLAN | path      |
        | db        | 00-15-5D-00-00-02 | 10   | synthetic |
      And a VF is attached to "web" as far as state PORTED
      And a VF is attached to "db" as far as state ALLOCATED
      When <request>
        | member             | value                                     |
        | VPortId            | 1                                         |
        | Flags              | NDIS_NIC_SWITCH_VPORT_PARAMS_NAME_CHANGED |
        | VPortName          | moved                                     |
        | AttachedFunctionId | <id>                                      |
      Then VPort 1 is attached to VF 1
      And nothing of VF 2 has changed

      Examples:
        | function   | id     | boundary        | request                                                                                  |
        | another VF | VF 2   | through NDIS    | the virtualization stack requests OID_NIC_SWITCH_VPORT_PARAMETERS as a set request with: |
        | another VF | VF 2   | at the miniport | OID_NIC_SWITCH_VPORT_PARAMETERS reaches the PF miniport directly as a set request with:  |
        | the PF     | 0xFFFF | through NDIS    | the virtualization stack requests OID_NIC_SWITCH_VPORT_PARAMETERS as a set request with: |

    @rule:VF-ATTACH-13
    Scenario: Only deletion ends the activation of a VF's VPort
      Given a VF is attached to "web" as far as state PORTED
      And VPort 1 is active
      When the virtualization stack requests OID_NIC_SWITCH_DELETE_VPORT for VPort 1
      Then the request succeeds
      And the adapter has 1 VPort

  Rule: Filters move as one

    @rule:VF-ATTACH-14
    Scenario: Further filters can be set on the VPort of the VF
      Given a VF is attached to "web"
      When the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-00-00-0A on VLAN 10
      Then the request succeeds
      And VPort 1 has 2 filters
      When "outside" sends a frame to the address 00-15-5D-00-00-0A tagged with VLAN 10
      Then "web" receives the frame
      And the frame takes the path "outside > physical port > NIC switch > VF 1 > web"

    @rule:VF-ATTACH-15
    @rule:VF-ATTACH-14
    Scenario Outline: A filter that moves <which> VPort loses and doubles no frame
      Given the virtualization stack creates 2 VPorts on the PF with 1 queue pair
      And the virtualization stack activates VPort 1
      And the virtualization stack activates VPort 2
      And the virtualization stack requests OID_RECEIVE_FILTER_MOVE_FILTER with:
        | member        | value |
        | FilterId      | 2     |
        | SourceVPortId | 0     |
        | DestVPortId   | <at>  |
      And a stream of 20 numbered frames runs from "outside" to "web"
      When the virtualization stack requests OID_RECEIVE_FILTER_MOVE_FILTER with:
        | member        | value |
        | FilterId      | 2     |
        | SourceVPortId | <at>  |
        | DestVPortId   | <to>  |
      Then the stream arrives complete, once and in order
      And the filter of "web" is on VPort <to>
      And VPort <at> counts 1 more frame in
      And VPort <to> counts 19 more frames in

      Examples:
        | which               | at | to |
        | from one to another | 1  | 2  |
        | back to the default | 1  | 0  |

    @rule:VF-ATTACH-15
    Scenario Outline: A move that is refused leaves the filter where it is: <what>
      Given the virtualization stack creates 1 VPort on the PF with 1 queue pair
      And "outside" and "web" exchange frames
      When the virtualization stack requests OID_RECEIVE_FILTER_MOVE_FILTER with:
        | member        | value    |
        | FilterId      | <filter> |
        | SourceVPortId | <from>   |
        | DestVPortId   | <to>     |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed
      And the filter of "web" is on the default VPort
      And "outside" and "web" exchange frames as before

      Examples:
        | what                     | filter | from | to |
        | there is no such VPort   | 2      | 0    | 3  |
        | it is not on that source | 2      | 1    | 0  |
        | there is no such filter  | 9      | 0    | 1  |

  Rule: An attachment that fails half-way leaves nothing behind

    @rule:VF-ATTACH-22
    @rule:VF-ATTACH-17
    Scenario Outline: <what> fails: the VF is freed and the partition stays on the synthetic path
      Given the free resources are remembered
      And the next attempt of the PF driver at "<what>" fails
      When the SR-IOV weight of "web" is set to 100
      Then these events happened in this order:
        | event                      | where | detail                         |
        | OID_NIC_SWITCH_ALLOCATE_VF | NIC1  | "status":"NDIS_STATUS_SUCCESS" |
        | <request>                  | NIC1  | "status":"NDIS_STATUS_FAILURE" |
        | OID_NIC_SWITCH_FREE_VF     | NIC1  | "status":"NDIS_STATUS_SUCCESS" |
      And the When did not cause the event "pnp-arrival"
      And VF 1 is not allocated
      And "web" holds no VF
      And "web" uses the synthetic path
      And the free resources are as remembered
      And the guest of "web" sees the devices "VM network adapter"
      And "web" and "outside" exchange frames

      Examples:
        | what            | request                     |
        | vport resources | OID_NIC_SWITCH_CREATE_VPORT |

    @rule:VF-ATTACH-22
    Scenario Outline: A forwarding extension that vetoes <request> leaves no VF allocated
      Given the forwarding extension "Policy" is installed on "External", which:
        | rule   | detail    |
        | vetoes | <request> |
      And the extension "Policy" is turned on
      When a VF is attached to "web"
      Then it is refused with NDIS_STATUS_FAILURE
      And VF 1 is not allocated
      And the adapter has 1 VPort
      And "web" uses the synthetic path
      And "web" and "outside" exchange frames

      Examples:
        | request                     |
        | OID_NIC_SWITCH_ALLOCATE_VF  |
        | OID_NIC_SWITCH_CREATE_VPORT |

    @rule:VF-ATTACH-20
    @rule:VF-ATTACH-18
    Scenario: A VF goes to another partition by way of teardown, release and a new allocation
      Given these partitions are running:
        | partition | MAC address       | VLAN | path      |
        | db        | 00-15-5D-00-00-02 | 10   | synthetic |
      And a VF is attached to "web"
      And the VF of "web" is detached
      When a VF is attached to "db"
      Then these events happened in this order:
        | event                       | where | detail            |
        | OID_NIC_SWITCH_ALLOCATE_VF  | NIC1  | "VMName":"web"    |
        | iommu-map                   | NIC1  | "partition":"web" |
        | OID_NIC_SWITCH_DELETE_VPORT | NIC1  |                   |
        | OID_NIC_SWITCH_FREE_VF      | NIC1  | "VFId":0          |
        | iommu-unmap                 | NIC1  | "partition":"web" |
        | OID_NIC_SWITCH_ALLOCATE_VF  | NIC1  | "VMName":"db"     |
        | iommu-map                   | NIC1  | "partition":"db"  |
      And the event "iommu-map" happened 2 times
      And VF 1 is allocated to "db"
