@driver
@needs:oid-boundary
Feature: A VF goes from state to state by the events of its life cycle, and by no others

  Rule: From the hardware to the partition and back, request by request

    @rule:FSM-VF-01
    @rule:FSM-VF-12
    @rule:FSM-VF-31
    @needs:request-log
    Scenario: VFs come with virtualization and go with it
      Given an SR-IOV adapter "NIC1" with these settings, whose PF driver has no NIC switch yet:
        | setting  | value   |
        | creation | dynamic |
      And VF 1 is in state NOT_PRESENT
      When NDIS requests OID_NIC_SWITCH_CREATE_SWITCH with:
        | member | value |
        | NumVFs | 4     |
      Then the When caused the event "virtualization"
      And VF 1 is in state RESERVED
      And VF 4 is in state RESERVED
      And VF 5 is in state NOT_PRESENT
      And "VF Enable" of the PF reads 0x1
      When NDIS requests OID_NIC_SWITCH_DELETE_SWITCH with:
        | member   | value |
        | SwitchId | 0     |
      Then the When caused the event "virtualization"
      And VF 1 is in state NOT_PRESENT
      And "VF Enable" of the PF reads 0x0

    @rule:FSM-VF-01
    Scenario: When virtualization cannot be enabled, no VF comes
      Given an SR-IOV adapter "NIC1" with these settings, whose PF driver has no NIC switch yet:
        | setting  | value   |
        | creation | dynamic |
      And the next attempt of the PF driver at "enable virtualization" fails
      When NDIS requests OID_NIC_SWITCH_CREATE_SWITCH with:
        | member | value |
        | NumVFs | 4     |
      Then it is refused with NDIS_STATUS_FAILURE
      And VF 1 is in state NOT_PRESENT

    @rule:FSM-VF-02
    @rule:FSM-VF-03
    @rule:FSM-VF-04
    @rule:FSM-VF-09
    @rule:FSM-VF-10
    @rule:FSM-VF-11
    @rule:FSM-VF-13
    @isolation
    Scenario: The whole way, for one VF among others
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And VF 1 is in state RESERVED
      When the virtualization stack allocates 1 VF
      Then VF 1 is in state ALLOCATED
      And VF 1 is allocated to "vm1"
      When the virtualization stack requests OID_NIC_SWITCH_CREATE_VPORT with:
        | member             | value |
        | AttachedFunctionId | VF 1  |
      Then VF 1 is in state PORTED
      And VPort 1 is attached to VF 1
      And VPort 1 has 0 filters
      When the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-01-00-01 on VLAN 10
      Then VF 1 is in state FILTERED
      And VPort 1 has 1 filter
      When the virtualization stack requests OID_RECEIVE_FILTER_CLEAR_FILTER with:
        | member   | value                            |
        | FilterId | the filter for 00-15-5D-01-00-01 |
      Then VF 1 is in state PORTED
      And VPort 1 has 0 filters
      When the virtualization stack requests OID_NIC_SWITCH_DELETE_VPORT for VPort 1
      Then VF 1 is in state ALLOCATED
      And the adapter has 1 VPort
      When the virtualization stack requests OID_SRIOV_RESET_VF for VF 1
      Then VF 1 is in state ALLOCATED
      And "Bus Master Enable" of VF 1 reads 0x0
      When the virtualization stack requests OID_NIC_SWITCH_FREE_VF for VF 1
      Then VF 1 is in state RESERVED
      And VF 1 is not allocated
      And VF 2 is in state RESERVED

    @rule:FSM-VF-15
    @needs:miniport-boundary
    Scenario: The VFs are gone with the PF, before its driver has been halted
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the virtualization stack allocates 2 VFs
      And VF 1 answers configuration requests
      When the PF driver itself is "removed by surprise"
      Then VF 1 is in state NOT_PRESENT
      And VF 3 is in state NOT_PRESENT
      And the PF does not answer configuration requests
      When OID_NIC_SWITCH_ENUM_VFS reaches the PF miniport directly with:
        | member   | value |
        | SwitchId | 0     |
      Then the PF driver refuses with NDIS_STATUS_NOT_ACCEPTED

  Rule: From the partition's side

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path      |
        | db        | 00-15-5D-00-00-02 | 10   | VF        |
        | web       | 00-15-5D-00-00-01 | 10   | synthetic |
      And the SR-IOV weight of "web" is set to 100
      And the VF of "web" is detached

    @rule:FSM-VF-02
    @rule:FSM-VF-05
    @rule:FSM-VF-06
    Scenario Outline: Attached as far as <state>, the guest sees "<devices>" and uses the <path> path
      When a VF is attached to "web" as far as state <state>
      Then VF 2 is in state <state>
      And VF 2 is allocated to "web"
      And the guest of "web" sees the devices "<devices>"
      And "web" uses the <path> path
      And the VF driver of "web" is "<driver>"
      And VF 1 is in state ACTIVE

      Examples:
        | state     | devices                                | path      | driver      |
        | ALLOCATED | VM network adapter                     | synthetic | not-present |
        | EXPOSED   | VM network adapter, VF network adapter | synthetic | not-present |
        | ACTIVE    | VM network adapter, VF network adapter | VF        | running     |

    @rule:FSM-VF-03
    @rule:FSM-VF-04
    Scenario Outline: Attached as far as <state>, its filter is on <vport>
      When a VF is attached to "web" as far as state <state>
      Then VF 2 is in state <state>
      And VPort 2 is attached to VF 2
      And the filter of "web" is on <vport>

      Examples:
        | state    | vport             |
        | PORTED   | the default VPort |
        | FILTERED | VPort 2           |

    @rule:FSM-VF-06
    Scenario: An exposed VF becomes active when its driver is up, its packet filter set and NetVSC bound
      Given a VF is attached to "web" as far as state EXPOSED
      And NetVSC of "web" is not bound to the VF driver
      When a VF is attached to "web" as far as state ACTIVE
      Then VF 2 is in state ACTIVE
      And NetVSC of "web" is bound to the VF driver
      And the VF driver of "web" is "running"
      And these events happened in this order:
        | event                  | where |
        | pnp-arrival            | web   |
        | vf-miniport-initialize | web   |
        | netvsc-bind            | web   |
        | vf-packet-filter       | web   |
        | data-path              | web   |
      When "outside" sends a frame to "web"
      Then the frame takes the path "outside > physical port > NIC switch > VF 2 > web"

    @rule:FSM-VF-07
    @rule:FSM-VF-08
    @rule:FSM-VF-09
    @rule:FSM-VF-11
    Scenario Outline: Detached as far as <state>
      Given a VF is attached to "web"
      And VF 2 is in state ACTIVE
      When the VF of "web" is detached as far as state <state>
      Then VF 2 is in state <state>
      And the guest of "web" sees the devices "VM network adapter"
      And NetVSC of "web" is not bound to the VF driver
      And "web" uses the synthetic path
      And "web" and "db" exchange frames
      And VF 1 is in state ACTIVE

      Examples:
        | state     |
        | PORTED    |
        | ALLOCATED |
        | RESERVED  |

    @rule:FSM-VF-07
    @rule:FSM-VF-08
    @needs:request-log
    Scenario: Removed from the guest, a VF has its VPort and no filter any more
      Given a VF is attached to "web"
      When the VF of "web" is detached as far as state PORTED
      Then VPort 2 is attached to VF 2
      And VPort 2 has 0 filters
      And the filter of "web" is on the default VPort
      And these events happened in this order:
        | event            | where |
        | data-path        | web   |
        | netvsc-unbind    | web   |
        | vf-miniport-halt | web   |
        | pnp-removal      | web   |

    @rule:FSM-VF-14
    Scenario: A VF that its guest never used is taken away from it all the same
      Given a VF is attached to "web" as far as state EXPOSED
      When the VF of "web" is removed by surprise
      Then the guest of "web" sees the devices "VM network adapter"
      And VF 2 is in state RESERVED
      And the When did not cause the event "netvsc-unbind"
      And these events happened in this order:
        | event                | where |
        | pnp-arrival          | web   |
        | pnp-surprise-removal | web   |

    @rule:FSM-VF-13
    Scenario: A VF that was never exposed goes back without the guest's help
      Given a VF is attached to "web" as far as state FILTERED
      When the VF of "web" is detached as far as state PORTED
      Then VF 2 is in state PORTED
      And VPort 2 has 0 filters
      And the filter of "web" is on the default VPort
      And the When did not cause the event "pnp-removal"

    @rule:FSM-VF-15
    @isolation
    Scenario Outline: When the PF is removed by surprise, a VF that is <state> is gone like every other
      Given a VF is attached to "web" as far as state <state>
      When NDIS has the PF driver "removed by surprise"
      Then VF 1 is in state NOT_PRESENT
      And VF 2 is in state NOT_PRESENT
      And VF 2 does not answer configuration requests
      And the guest of "web" sees the devices "VM network adapter"
      And the guest of "db" sees the devices "VM network adapter"
      And "web" holds no VF
      And "db" holds no VF

      Examples:
        | state     |
        | ALLOCATED |
        | PORTED    |
        | FILTERED  |
        | EXPOSED   |
        | ACTIVE    |

  Rule: Edges that the life cycle does not have

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path      |
        | db        | 00-15-5D-00-00-02 | 10   | VF        |
        | web       | 00-15-5D-00-00-01 | 10   | synthetic |
      And the SR-IOV weight of "web" is set to 100
      And the VF of "web" is detached

    @rule:FSM-VF-26
    @rule:VF-FREE-06
    @rule:VF-FREE-10
    @rule:ISO-LAW-10
    Scenario Outline: A VF that is <state> is not freed
      Given a VF is attached to "web" as far as state <state>
      When the virtualization stack requests OID_NIC_SWITCH_FREE_VF for VF 2
      Then NDIS refuses with NDIS_STATUS_FILE_NOT_FOUND
      And nothing has changed
      When OID_NIC_SWITCH_FREE_VF for VF 2 reaches the PF miniport directly
      Then the PF driver refuses with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed
      And VF 2 is in state <state>

      Examples:
        | state    |
        | PORTED   |
        | FILTERED |
        | EXPOSED  |
        | ACTIVE   |

    @rule:FSM-VF-26
    @rule:ISO-LAW-10
    Scenario: A VF that was removed from its guest is not freed while it has its VPort
      Given a VF is attached to "web"
      And the VF of "web" is detached as far as state PORTED
      When the virtualization stack requests OID_NIC_SWITCH_FREE_VF for VF 2
      Then NDIS refuses with NDIS_STATUS_FILE_NOT_FOUND
      And nothing has changed

    @rule:ISO-LAW-10
    @rule:ISO-LAW-16
    @needs:miniport-boundary
    Scenario Outline: A RESERVED VF does not take <oid>
      Given VF 3 is in state RESERVED
      When the virtualization stack requests <oid> with:
        | member   | value   |
        | <vf>     | VF 3    |
        | <member> | <value> |
      Then it is refused with <status>
      And nothing has changed
      When <oid> reaches the PF miniport directly with:
        | member   | value   |
        | <vf>     | VF 3    |
        | <member> | <value> |
      Then the PF driver refuses with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed
      And VF 3 is in state RESERVED

      @rule:FSM-VF-23
      Examples:
        | oid                         | vf                 | member   | value | status                        |
        | OID_NIC_SWITCH_CREATE_VPORT | AttachedFunctionId | SwitchId | 0     | NDIS_STATUS_INVALID_PARAMETER |

      @rule:FSM-VF-25
      Examples:
        | oid                    | vf   | member | value | status                     |
        | OID_NIC_SWITCH_FREE_VF | VFId | Flags  | 0     | NDIS_STATUS_FILE_NOT_FOUND |

      @rule:FSM-VF-27
      Examples:
        | oid                | vf   | member | value | status                        |
        | OID_SRIOV_RESET_VF | VFId | VFId   | VF 3  | NDIS_STATUS_INVALID_PARAMETER |

      @rule:FSM-VF-28
      Examples:
        | oid                          | vf   | member     | value             | status                        |
        | OID_SRIOV_SET_VF_POWER_STATE | VFId | PowerState | NdisDeviceStateD3 | NDIS_STATUS_INVALID_PARAMETER |

      @rule:FSM-VF-29
      Examples:
        | oid                          | vf   | member   | value | status                        |
        | OID_NIC_SWITCH_VF_PARAMETERS | VFId | SwitchId | 0     | NDIS_STATUS_INVALID_PARAMETER |

    @rule:FSM-VF-24
    @rule:ISO-LAW-10
    @needs:miniport-boundary
    Scenario Outline: A VF that is <state> gets no second VPort
      Given a VF is attached to "web" as far as state <state>
      When the virtualization stack requests OID_NIC_SWITCH_CREATE_VPORT with:
        | member             | value |
        | AttachedFunctionId | VF 2  |
      Then NDIS refuses with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed
      When OID_NIC_SWITCH_CREATE_VPORT reaches the PF miniport directly with:
        | member             | value |
        | VPortId            | 4     |
        | AttachedFunctionId | VF 2  |
      Then the PF driver refuses with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed
      And VF 2 is in state <state>

      Examples:
        | state  |
        | PORTED |
        | ACTIVE |

    @rule:FSM-VF-30
    @rule:ISO-LAW-10
    @needs:miniport-boundary
    Scenario: A VPort with filters is not deleted under its VF
      Given a VF is attached to "web" as far as state FILTERED
      When the virtualization stack requests OID_NIC_SWITCH_DELETE_VPORT for VPort 2
      Then NDIS refuses with NDIS_STATUS_INVALID_PARAMETER
      And the PF miniport was not asked
      And nothing has changed
      When OID_NIC_SWITCH_DELETE_VPORT reaches the PF miniport directly with:
        | member  | value |
        | VPortId | 2     |
      Then the PF driver refuses with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed
      And VF 2 is in state FILTERED

    @rule:FSM-VF-33
    @rule:ISO-LAW-10
    Scenario: A VF without VPort is not shown to a guest
      Given a VF is attached to "web" as far as state ALLOCATED
      When the virtualization stack exposes the VF of "web" to its guest
      Then it is refused
      And VF 2 is in state ALLOCATED
      And the guest of "web" sees the devices "VM network adapter"

    @rule:FSM-VF-31
    @rule:FSM-VF-32
    @needs:request-log
    Scenario Outline: NDIS deletes the switch and halts the PF driver only when no VF is <state> any more
      Given a VF is attached to "web" as far as state <state>
      When NDIS has the PF driver "halted"
      Then these events happened in this order:
        | event                        | detail   |
        | OID_NIC_SWITCH_ALLOCATE_VF   | web      |
        | OID_NIC_SWITCH_FREE_VF       | "VFId":1 |
        | OID_NIC_SWITCH_ALLOCATE_VF   | web      |
        | OID_NIC_SWITCH_FREE_VF       | "VFId":1 |
        | OID_NIC_SWITCH_DELETE_SWITCH |          |
        | miniport-halt                |          |
      And these events happened in this order:
        | event                        | detail   |
        | OID_NIC_SWITCH_FREE_VF       | "VFId":0 |
        | OID_NIC_SWITCH_DELETE_SWITCH |          |
        | miniport-halt                |          |
      And the PF driver is in state "halted"
      And VF 1 is in state NOT_PRESENT
      And "web" holds no VF
      And "db" holds no VF
      And the guest of "web" sees the devices "VM network adapter"
      And the guest of "db" sees the devices "VM network adapter"

      Examples:
        | state     |
        | ALLOCATED |
        | FILTERED  |
        | ACTIVE    |

  Rule: Virtualization stays as long as a VF is allocated

    @rule:FSM-VF-34
    @rule:FSM-VF-31
    @rule:ISO-LAW-10
    @needs:miniport-boundary
    Scenario Outline: Asked to delete a <creation> switch under an allocated VF, the PF driver does not disable virtualization
      Given an SR-IOV adapter "NIC1" with these settings:
        | setting  | value      |
        | creation | <creation> |
        | VFs      | 4          |
      And the virtualization stack allocates 1 VF
      When OID_NIC_SWITCH_DELETE_SWITCH reaches the PF miniport directly with:
        | member   | value |
        | SwitchId | 0     |
      Then the PF driver refuses with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed
      And "VF Enable" of the PF reads 0x1
      And VF 1 is allocated to "vm1"
      When NDIS requests OID_NIC_SWITCH_DELETE_SWITCH with:
        | member   | value |
        | SwitchId | 0     |
      Then it is refused
      And nothing has changed
      When the virtualization stack requests OID_NIC_SWITCH_FREE_VF for VF 1
      And OID_NIC_SWITCH_DELETE_SWITCH reaches the PF miniport directly with:
        | member   | value |
        | SwitchId | 0     |
      Then the request succeeds

      Examples:
        | creation |
        | static   |
        | dynamic  |

  Rule: Without SR-IOV no VF is there

    @rule:FSM-VF-21
    @needs:miniport-boundary
    Scenario Outline: With *SRIOV 0 no VF can be allocated, <where>
      Given an SR-IOV adapter "NIC1" with these settings:
        | setting | value |
        | *SRIOV  | 0     |
      And VF 1 is in state NOT_PRESENT
      When <issued>
        | member              | value             |
        | PermanentMacAddress | 00-15-5D-00-00-01 |
        | CurrentMacAddress   | 00-15-5D-00-00-01 |
      Then it is refused with NDIS_STATUS_NOT_SUPPORTED
      And nothing has changed
      And VF 1 is in state NOT_PRESENT

      Examples:
        | where           | issued                                                             |
        | through NDIS    | the virtualization stack requests OID_NIC_SWITCH_ALLOCATE_VF with: |
        | at the miniport | OID_NIC_SWITCH_ALLOCATE_VF reaches the PF miniport directly with:  |
