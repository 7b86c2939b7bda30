@driver
@needs:oid-boundary
Feature: A VF is freed by its allocator, unattached, and wholly

  Rule: What freeing gives back

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs

    @rule:VF-FREE-01
    @rule:VF-FREE-08
    @rule:VF-FREE-09
    @rule:FSM-VF-11
    @rule:ISO-VF-07
    @isolation
    Scenario: A freed VF is on the switch no more, and is the only one that goes
      Given the virtualization stack allocates 3 VFs
      When the virtualization stack requests OID_NIC_SWITCH_FREE_VF for VF 2
      Then the request succeeds
      And no function but VF 2 and the PF was affected
      And VF 2 is in state RESERVED
      And VF 2 is not allocated
      And VF 1 is allocated to "vm1"
      And VF 3 is allocated to "vm3"
      When OID_NIC_SWITCH_ENUM_VFS reaches the PF miniport directly with:
        | member   | value |
        | SwitchId | 0     |
      Then the answer lists 2 elements
      And the answer lists an element with:
        | member      | value |
        | VFId        | VF 1  |
        | VMName      | vm1   |
        | RequestorId | 0x180 |
      And the answer lists an element with:
        | member      | value |
        | VFId        | VF 3  |
        | VMName      | vm3   |
        | RequestorId | 0x184 |

    @rule:VF-FREE-07
    @rule:VF-FREE-18
    @rule:VF-FREE-19
    Scenario: Software resources come back, hardware stays reserved
      Given the virtualization stack allocates 4 VFs
      And the virtualization stack requests OID_NIC_SWITCH_FREE_VF for VF 2
      And "VF Enable" of the PF reads 0x1
      And "NumVFs" of the PF reads 0x4
      And VF 2 answers configuration requests
      When the virtualization stack allocates 1 VF
      Then the answer has:
        | member      | value |
        | VFId        | VF 2  |
        | RequestorId | 0x182 |
      And VF 2 is allocated to "vm1"

    @rule:VF-FREE-17
    @needs:miniport-boundary
    Scenario Outline: A freed VF is nonoperational again: <oid>
      Given the virtualization stack allocates 2 VFs
      And the virtualization stack requests OID_NIC_SWITCH_FREE_VF for VF 1
      When <oid> reaches the PF miniport directly with:
        | member   | value   |
        | <member> | <value> |
        | <vf>     | VF 1    |
      Then the PF driver refuses with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed

      Examples:
        | oid                            | vf                 | member     | value             |
        | OID_SRIOV_SET_VF_POWER_STATE   | VFId               | PowerState | NdisDeviceStateD3 |
        | OID_NIC_SWITCH_CREATE_VPORT    | AttachedFunctionId | VPortId    | 1                 |
        | OID_NIC_SWITCH_VF_PARAMETERS   | VFId               | SwitchId   | 0                 |
        | OID_SRIOV_READ_VF_CONFIG_SPACE | VFId               | Length     | 2                 |

      @rule:VF-RESET-02
      Examples:
        | oid                | vf   | member | value |
        | OID_SRIOV_RESET_VF | VFId | VFId   | VF 1  |

  Rule: What the PF driver verifies

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path |
        | web       | 00-15-5D-00-00-01 | 10   | VF   |
        | db        | 00-15-5D-00-00-02 | 10   | VF   |

    @rule:ISO-LAW-10
    @rule:ISO-LAW-16
    @needs:miniport-boundary
    Scenario Outline: The PF driver refuses to free <what>
      When OID_NIC_SWITCH_FREE_VF reaches the PF miniport directly with:
        | member | value |
        | VFId   | <vf>  |
      Then the PF driver refuses with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed
      And "web" and "db" exchange frames as before

      @rule:VF-FREE-04
      Examples:
        | what                      | vf     |
        | the PF                    | 0xFFFF |
        | a VF above the last       | 4      |
        | a VF far beyond any other | 0x7FFF |

      @rule:VF-FREE-05
      @rule:FSM-VF-25
      Examples:
        | what                          | vf   |
        | a VF that was never allocated | VF 3 |
        | the last, unallocated VF      | VF 4 |

      @rule:VF-FREE-06
      @rule:FSM-VF-26
      Examples:
        | what                    | vf              |
        | a VF that has its VPort | the VF of "web" |

    @rule:VF-FREE-10
    @rule:ISO-LAW-16
    Scenario Outline: NDIS does not even ask the miniport about <what>
      When the virtualization stack requests OID_NIC_SWITCH_FREE_VF with:
        | member | value |
        | VFId   | <vf>  |
      Then NDIS refuses with NDIS_STATUS_FILE_NOT_FOUND
      And the PF miniport was not asked
      And nothing has changed

      Examples:
        | what                    | vf              |
        | the PF                  | 0xFFFF          |
        | a VF above the last     | 4               |
        | an unallocated VF       | VF 3            |
        | a VF that has its VPort | the VF of "web" |

    @rule:VF-FREE-15
    @rule:VF-FREE-10
    Scenario: A second free of the same VF fails
      Given a VF is attached to "web" as far as state ACTIVE
      And it is refused
      And the VF of "web" is detached as far as state ALLOCATED
      And the virtualization stack requests OID_NIC_SWITCH_FREE_VF for VF 1
      And the request succeeds
      When the virtualization stack requests OID_NIC_SWITCH_FREE_VF for VF 1
      Then NDIS refuses with NDIS_STATUS_FILE_NOT_FOUND
      And nothing has changed
      When OID_NIC_SWITCH_FREE_VF for VF 1 reaches the PF miniport directly
      Then the PF driver refuses with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed

    @rule:VF-FREE-16
    @rule:ISO-LAW-16
    @isolation
    @needs:miniport-boundary
    Scenario: A rejected free does not cost the VF a frame
      Given a stream of 30 numbered frames runs from "outside" to "web"
      And a stream of 30 numbered frames runs from "web" to "db"
      When OID_NIC_SWITCH_FREE_VF for the VF of "web" reaches the PF miniport directly
      Then the PF driver refuses with NDIS_STATUS_INVALID_PARAMETER
      And the stream arrives complete, once and in order
      And "web" holds VF 1
      And VF 1 is in state ACTIVE
      And the filter of "web" is on the VPort of "web"

    @rule:VF-FREE-12
    Scenario: NDIS refuses a buffer that is too short, with the size that is needed
      Given the VF of "web" is detached as far as state ALLOCATED
      When the virtualization stack requests OID_NIC_SWITCH_FREE_VF with a buffer 1 byte too short:
        | member | value |
        | VFId   | VF 1  |
      Then NDIS refuses with NDIS_STATUS_INVALID_LENGTH
      And nothing has changed
      And the bytes needed are the size that succeeds

    @rule:VF-FREE-21
    @needs:miniport-boundary
    Scenario Outline: It is a set request, and as a <method> request <where> it does not exist
      Given the VF of "web" is detached as far as state ALLOCATED
      When <issued>
        | member | value |
        | VFId   | VF 1  |
      Then it is refused with NDIS_STATUS_NOT_SUPPORTED
      And nothing has changed

      Examples:
        | method | where           | issued                                                                             |
        | method | through NDIS    | the virtualization stack requests OID_NIC_SWITCH_FREE_VF as a method request with: |
        | query  | through NDIS    | the virtualization stack requests OID_NIC_SWITCH_FREE_VF as a query request with:  |
        | method | at the miniport | OID_NIC_SWITCH_FREE_VF reaches the PF miniport directly as a method request with:  |

  Rule: Without SR-IOV there is nothing to free

    @rule:VF-FREE-11
    Scenario Outline: With <what> NDIS answers that it is not supported
      Given an SR-IOV adapter "NIC1" with these settings:
        | setting   | value   |
        | <setting> | <value> |
      When the virtualization stack requests OID_NIC_SWITCH_FREE_VF with:
        | member | value |
        | VFId   | 0     |
      Then NDIS refuses with NDIS_STATUS_NOT_SUPPORTED
      And the PF miniport was not asked
      And nothing has changed

      Examples:
        | what                        | setting | value |
        | SR-IOV turned off by *SRIOV | *SRIOV  | 0     |

  Rule: What the virtualization stack sees to

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path |
        | web       | 00-15-5D-00-00-01 | 10   | VF   |
        | db        | 00-15-5D-00-00-02 | 10   | VF   |

    @rule:VF-FREE-02
    @rule:VF-FREE-03
    @rule:VF-RESET-06
    @rule:VF-RESET-07
    @needs:request-log
    Scenario: It deletes the VPort, resets the VF and only then frees it, always by the VFId that it was given
      Given the VF of "web" is detached
      When the partition "db" is stopped
      Then these events happened in this order:
        | event                       | detail   |
        | OID_NIC_SWITCH_DELETE_VPORT |          |
        | OID_SRIOV_RESET_VF          | "VFId":0 |
        | OID_NIC_SWITCH_FREE_VF      | "VFId":0 |
        | OID_NIC_SWITCH_DELETE_VPORT |          |
        | OID_SRIOV_RESET_VF          | "VFId":1 |
        | OID_NIC_SWITCH_FREE_VF      | "VFId":1 |
      And the event "OID_NIC_SWITCH_FREE_VF" happened 2 times
      And the event "OID_SRIOV_RESET_VF" happened 2 times
      And the event "OID_NIC_SWITCH_DELETE_VPORT" happened 2 times

    @rule:VF-FREE-20
    @rule:ISO-LAW-04
    @isolation
    Scenario: Frames for the former holder never reach the next one
      Given "web" and "db" exchange frames
      And the VF of "web" is detached
      And the partition is started:
        | partition | MAC address       | VLAN | path |
        | guest2    | 00-15-5D-00-00-07 | 10   | VF   |
      And "guest2" holds VF 1
      And "guest2" and "db" exchange frames
      When "db" sends a frame to "web"
      Then the frame takes the path "db > VF 2 > NIC switch > default VPort > PF > External > web"
      And "guest2" does not receive the frame
      When "outside" sends a frame to "web"
      Then "web" receives the frame
      And "guest2" does not receive the frame
      When "outside" sends a frame to "guest2"
      Then the frame takes the path "outside > physical port > NIC switch > VF 1 > guest2"
