@driver
@needs:oid-boundary
@needs:request-log
Feature: From the start of the PF driver to the VF path every step waits for the one before it

  Rule: The order of events

    @rule:ORDER-INIT-01
    @rule:ORDER-INIT-02
    @rule:ORDER-INIT-10
    Scenario: The PF driver starts, VFs appear, the NIC switch is created, and only then a VF is allocated
      Given an SR-IOV adapter "NIC1" whose PF driver is not loaded
      When NDIS has the PF driver "initialized"
      And the virtualization stack allocates 1 VF
      Then these events happened in this order:
        | event                        | where | detail                         |
        | miniport-initialize          | NIC1  | "status":"NDIS_STATUS_SUCCESS" |
        | virtualization               | NIC1  | "enabled":true                 |
        | OID_NIC_SWITCH_CREATE_SWITCH | NIC1  | "status":"NDIS_STATUS_SUCCESS" |
        | OID_NIC_SWITCH_ALLOCATE_VF   | NIC1  | "status":"NDIS_STATUS_SUCCESS" |
      And the event "miniport-initialize" happened 1 time
      And the event "virtualization" happened 1 time
      And the event "OID_NIC_SWITCH_CREATE_SWITCH" happened 1 time
      And "VF Enable" of the PF reads 0x1

    @rule:ORDER-INIT-03
    @rule:ORDER-INIT-04
    @rule:ORDER-INIT-05
    @rule:ORDER-INIT-06
    @rule:ORDER-INIT-07
    @rule:ORDER-INIT-08
    @rule:ORDER-INIT-09
    Scenario: From the serial number to the data path
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1"
      When the partition is started:
        | partition | MAC address       | VLAN | path |
        | web       | 00-15-5D-00-00-01 | 10   | VF   |
      Then these events happened in this order:
        | event                          | where | detail                            |
        | serial-number                  | web   | "serialNumber":1                  |
        | OID_NIC_SWITCH_ALLOCATE_VF     | NIC1  | "VMName":"web"                    |
        | OID_NIC_SWITCH_CREATE_VPORT    | NIC1  | "AttachedFunctionId":0            |
        | OID_RECEIVE_FILTER_MOVE_FILTER | NIC1  | "SourceVPortId":0,"DestVPortId":1 |
        | vsp-notification               | web   | "attached":true                   |
        | pnp-arrival                    | web   | "serialNumber":1                  |
        | vf-miniport-initialize         | web   | "status":"NDIS_STATUS_SUCCESS"    |
        | netvsc-bind                    | web   |                                   |
        | vf-packet-filter               | web   |                                   |
        | data-path                      | web   | "path":"VF"                       |
      And the event "serial-number" happened 1 time
      And the event "OID_NIC_SWITCH_ALLOCATE_VF" happened 1 time
      And the event "OID_NIC_SWITCH_CREATE_VPORT" happened 1 time
      And the event "OID_RECEIVE_FILTER_MOVE_FILTER" happened 1 time
      And the event "vsp-notification" happened 1 time
      And the event "pnp-arrival" happened 1 time
      And the event "vf-miniport-initialize" happened 1 time
      And the event "netvsc-bind" happened 1 time
      And the event "vf-packet-filter" happened 1 time
      And the event "data-path" happened 1 time

    @rule:ORDER-INIT-03
    Scenario: Every VF is allocated under a serial number that was made for it before
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1"
      When these partitions are running:
        | partition | MAC address       | VLAN | path |
        | web       | 00-15-5D-00-00-01 | 10   | VF   |
        | db        | 00-15-5D-00-00-02 | 10   | VF   |
      Then these events happened in this order:
        | event                      | where | detail           |
        | serial-number              | web   | "serialNumber":1 |
        | OID_NIC_SWITCH_ALLOCATE_VF | NIC1  | "VMName":"web"   |
        | pnp-arrival                | web   | "serialNumber":1 |
        | serial-number              | db    | "serialNumber":2 |
        | OID_NIC_SWITCH_ALLOCATE_VF | NIC1  | "VMName":"db"    |
        | pnp-arrival                | db    | "serialNumber":2 |

  Rule: A step that comes too early is refused

    @rule:ORDER-INIT-01
    Scenario Outline: <oid> before the PF driver is initialized
      Given an SR-IOV adapter "NIC1" whose PF driver is not loaded
      When the virtualization stack requests <oid>
      Then it is refused
      And the PF miniport was not asked
      And nothing has changed
      And the PF driver is in state "not-loaded"

      Examples:
        | oid                          |
        | OID_NIC_SWITCH_CREATE_SWITCH |
        | OID_NIC_SWITCH_ALLOCATE_VF   |
        | OID_NIC_SWITCH_ENUM_SWITCHES |
        | OID_NIC_SWITCH_CREATE_VPORT  |
        | OID_SRIOV_RESET_VF           |

    @rule:ORDER-INIT-02
    @needs:miniport-boundary
    Scenario Outline: A VF before the NIC switch: <boundary>
      Given an SR-IOV adapter "NIC1" whose PF driver has no NIC switch yet
      When <request>
        | member              | value             |
        | PermanentMacAddress | 00-15-5D-00-00-01 |
        | CurrentMacAddress   | 00-15-5D-00-00-01 |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER or NDIS_STATUS_FAILURE
      And nothing has changed

      Examples:
        | boundary        | request                                                            |
        | through NDIS    | the virtualization stack requests OID_NIC_SWITCH_ALLOCATE_VF with: |
        | at the miniport | OID_NIC_SWITCH_ALLOCATE_VF reaches the PF miniport directly with:  |

    @rule:ORDER-INIT-10
    @needs:config-space
    Scenario: No VF is allocated while the PF shows none on the bus
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the virtualization stack allocates 1 VF
      And "VF Enable" of the PF reads 0x1
      And the virtualization stack requests OID_NIC_SWITCH_FREE_VF for VF 1
      And virtualization is disabled
      When the virtualization stack requests OID_NIC_SWITCH_ALLOCATE_VF with:
        | member              | value             |
        | PermanentMacAddress | 00-15-5D-00-00-01 |
        | CurrentMacAddress   | 00-15-5D-00-00-01 |
      Then it is refused
      And nothing has changed
      And "VF Enable" of the PF reads 0x0

    @rule:ORDER-INIT-04
    Scenario: A VPort before its VF
      Given an SR-IOV adapter "NIC1" with 4 VFs
      When the virtualization stack requests OID_NIC_SWITCH_CREATE_VPORT with:
        | member             | value |
        | AttachedFunctionId | 0     |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And the PF miniport was not asked
      And nothing has changed

    @rule:ORDER-INIT-05
    @needs:miniport-boundary
    Scenario Outline: A filter before its VPort, <what>: <boundary>
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the virtualization stack allocates 1 VF
      And the virtualization stack sets a receive filter on VPort 0 for 00-15-5D-00-00-01 on VLAN 10
      When <request>
        | member   | value |
        | FilterId | 1     |
        | <from>   | 0     |
        | <to>     | 1     |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed
      And the default VPort has 1 filter

      Examples:
        | what  | from          | to          | boundary        | request                                                                |
        | moved | SourceVPortId | DestVPortId | through NDIS    | the virtualization stack requests OID_RECEIVE_FILTER_MOVE_FILTER with: |
        | moved | SourceVPortId | DestVPortId | at the miniport | OID_RECEIVE_FILTER_MOVE_FILTER reaches the PF miniport directly with:  |

    @rule:ORDER-INIT-09
    @rule:ORDER-INIT-08
    @rule:ORDER-INIT-07
    @needs:vf-path
    Scenario Outline: No frame of the guest is on the VF while it is <state>
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path      |
        | web       | 00-15-5D-00-00-01 | 10   | synthetic |
      When a VF is attached to "web" as far as state <state>
      Then NetVSC of "web" is not bound to the VF driver
      And the When did not cause the event "vf-miniport-initialize"
      And the When did not cause the event "netvsc-bind"
      When "web" sends a frame to "outside"
      Then VF 1 counts 0 more frames out
      And VPort 1 counts 0 more frames out
      And the default VPort counts 1 more frame out
      And the physical port counts 1 more frame out

      Examples:
        | state    |
        | PORTED   |
        | FILTERED |
        | EXPOSED  |
