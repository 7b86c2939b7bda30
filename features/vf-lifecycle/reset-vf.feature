@driver
@needs:oid-boundary
Feature: A VF reset is the PF driver's to carry out, stops the named VF, and leaves it allocated

  Rule: What a reset does

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path      |
        | web       | 00-15-5D-00-00-01 | 10   | VF        |
        | db        | 00-15-5D-00-00-02 | 10   | VF        |
        | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |
      And "web" and "db" exchange frames

    @rule:VF-RESET-01
    @rule:VF-RESET-04
    @rule:FSM-VF-16
    @rule:ISO-VF-05
    @needs:config-space
    @isolation
    Scenario: A VF that is reset in full use neither sends nor receives until it is set up again
      When the virtualization stack requests OID_SRIOV_RESET_VF for the VF of "web"
      Then the request succeeds
      And no function but the VF of "web" was affected
      And "Bus Master Enable" of the VF of "web" reads 0x0
      When "web" sends a frame to "db"
      Then nobody receives the frame
      And the frame is dropped because of "bus master disabled"
      When "outside" sends a frame to "web"
      Then "web" does not receive the frame
      And the When did not cause the event "interrupt"
      When the VF driver of "web" resets itself
      Then "web" and "db" exchange frames

    @rule:VF-RESET-05
    @rule:ISO-LAW-17
    @needs:interrupt-observation
    @needs:registers
    @isolation
    Scenario: Pending interrupts die with the reset, of the named VF alone
      Given the VF driver of "web" masks interrupt vector 1
      And the VF driver of "db" masks interrupt vector 1
      And "outside" sends a frame to "web"
      And "outside" sends a frame to "db"
      And register 0x2000 of BAR 3 of the VF of "web" does not read 0x0
      And register 0x2000 of BAR 3 of the VF of "db" does not read 0x0
      When the virtualization stack requests OID_SRIOV_RESET_VF for the VF of "web"
      Then the When did not cause the event "interrupt"
      And register 0x2000 of BAR 3 of the VF of "web" reads 0x0
      And register 0x410 of BAR 0 of the VF of "web" reads 0x0
      And register 0x2000 of BAR 3 of the VF of "db" does not read 0x0
      When the VF driver of "web" resets itself
      Then the When did not cause the event "interrupt"
      When the VF driver of "db" unmasks interrupt vector 1
      Then the When caused the event "interrupt"

    @rule:VF-RESET-12
    Scenario: A reset VF is still its partition's, by the same identifiers, and can be freed
      Given the VF of "web" is detached as far as state ALLOCATED
      When the virtualization stack requests OID_SRIOV_RESET_VF for VF 1
      Then VF 1 is in state ALLOCATED
      And VF 1 is allocated to "web"
      When OID_NIC_SWITCH_ENUM_VFS reaches the PF miniport directly with:
        | member   | value |
        | SwitchId | 0     |
      Then the answer lists an element with:
        | member              | value             |
        | VFId                | VF 1              |
        | RequestorId         | 0x180             |
        | VMName              | web               |
        | PermanentMacAddress | 00-15-5D-00-00-01 |
      When the virtualization stack requests OID_NIC_SWITCH_FREE_VF for VF 1
      Then the request succeeds
      And VF 1 is in state RESERVED

    @rule:VF-RESET-12
    Scenario: VPort and filters of a VF that is reset in use stay, for they are the PF's
      Given VPort 1 has 1 filter
      When VF 1 is reset
      Then VPort 1 is attached to VF 1
      And VPort 1 is active
      And the filter of "web" is on VPort 1
      And VF 1 is in power state D0
      When "outside" sends a frame to "web"
      Then the frame is dropped because of "bus master disabled"

    @rule:VF-RESET-12
    Scenario Outline: A reset brings a VF from <state> back to D0, unarmed
      Given VF 1 is put into power state <state> and armed for wake
      When VF 1 is reset
      Then VF 1 is in power state D0
      And no function but VF 1 was affected
      When VF 1 is put into power state D0
      Then nothing has changed

      Examples:
        | state |
        | D1    |
        | D3    |

    @rule:VF-RESET-03
    @rule:VF-RESET-08
    @rule:ISO-PRIV-01
    @needs:hostile-guest
    @needs:request-log
    @isolation
    Scenario: What the guest asks of its bus arrives at the PF miniport as one request for its own VF
      When the guest of "db" requests a function level reset of its VF
      Then these events happened in this order:
        | event              | where | detail                          |
        | flr-request        | db    |                                 |
        | OID_SRIOV_RESET_VF | NIC1  | "issuer":"virtualization stack" |
      And the event "OID_SRIOV_RESET_VF" happened 1 time
      And the PF miniport was asked 1 time
      And the most recent OID_SRIOV_RESET_VF carried:
        | member | value          |
        | VFId   | the VF of "db" |
      And no function but the VF of "db" was affected
      And "Bus Master Enable" of the VF of "db" reads 0x0

    @rule:VF-RESET-03
    @rule:VF-RESET-08
    @rule:ISO-PRIV-01
    @needs:hostile-guest
    @needs:request-log
    Scenario: Initiate FLR, written by the guest, is no direct action either
      When the guest of "db" writes 0x1 to "Initiate FLR" of its VF
      Then the event "OID_SRIOV_RESET_VF" happened 1 time
      And the most recent OID_SRIOV_RESET_VF carried:
        | member | value          |
        | VFId   | the VF of "db" |
      And "Bus Master Enable" of the VF of "db" reads 0x0
      And "Bus Master Enable" of the VF of "web" reads 0x1

  Rule: What a reset is refused for

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the virtualization stack allocates 2 VFs
      And VF 1 is put into power state D3
      And VF 2 is put into power state D3

    @rule:VF-RESET-02
    @rule:VF-RESET-09
    @rule:ISO-LAW-10
    @rule:ISO-LAW-16
    @needs:miniport-boundary
    Scenario Outline: The PF driver refuses to reset <what>
      When OID_SRIOV_RESET_VF reaches the PF miniport directly with:
        | member   | value   |
        | <member> | <value> |
      Then the PF driver refuses with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed

      @rule:FSM-VF-27
      Examples:
        | what                       | member | value |
        | a VF that nobody allocated | VFId   | VF 3  |
        | a VF that does not exist   | VFId   | 4     |

      @rule:VF-RESET-07
      Examples:
        | what                               | member | value  |
        | the PF, whatever 0xFFFF stands for | VFId   | 0xFFFF |
        | nobody in particular               | Size   | 6      |

      Examples:
        | what                               | member   | value |
        | by a structure of a later revision | Revision | 7     |

    @rule:VF-RESET-07
    Scenario: VFId 0xFFFF through NDIS is not a reset of the PF
      When the virtualization stack requests OID_SRIOV_RESET_VF with:
        | member | value  |
        | VFId   | 0xFFFF |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed
      And "Bus Master Enable" of the PF reads 0x1

    @rule:VF-RESET-02
    Scenario: A VF that was freed can no longer be reset
      Given the virtualization stack requests OID_NIC_SWITCH_FREE_VF for VF 1
      When the virtualization stack requests OID_SRIOV_RESET_VF for VF 1
      Then the PF driver refuses with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed

    @rule:VF-RESET-10
    @needs:miniport-boundary
    Scenario: A buffer that is too short is refused by the PF miniport with the size that is needed
      When OID_SRIOV_RESET_VF reaches the PF miniport directly with a buffer 1 byte too short:
        | member | value |
        | VFId   | VF 1  |
      Then the PF driver refuses with NDIS_STATUS_INVALID_LENGTH
      And nothing has changed
      And VF 1 is in power state D3
      And the bytes needed are the size that succeeds

    @rule:VF-RESET-01
    @needs:miniport-boundary
    Scenario Outline: It is a set request, and as a <method> request <where> it does not exist
      When <issued>
        | member | value |
        | VFId   | VF 1  |
      Then it is refused with NDIS_STATUS_NOT_SUPPORTED
      And nothing has changed

      Examples:
        | method | where           | issued                                                                         |
        | method | through NDIS    | the virtualization stack requests OID_SRIOV_RESET_VF as a method request with: |
        | query  | at the miniport | OID_SRIOV_RESET_VF reaches the PF miniport directly as a query request with:   |

  Rule: Without SR-IOV there is nothing to reset

    @rule:VF-RESET-11
    @rule:FSM-VF-27
    @needs:miniport-boundary
    Scenario Outline: With <keyword> 0 a reset is not supported, <where>
      Given an SR-IOV adapter "NIC1" with these settings:
        | setting   | value |
        | <keyword> | 0     |
      When <issued>
        | member | value |
        | VFId   | 0     |
      Then it is refused with NDIS_STATUS_NOT_SUPPORTED
      And nothing has changed

      Examples:
        | keyword | where           | issued                                                     |
        | *SRIOV  | through NDIS    | the virtualization stack requests OID_SRIOV_RESET_VF with: |
        | *SRIOV  | at the miniport | OID_SRIOV_RESET_VF reaches the PF miniport directly with:  |
