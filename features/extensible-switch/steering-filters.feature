Feature: Receive filters of the NIC switch follow every VM adapter

  @system
  @needs:vf-path
  Rule: What the filter says is what the VM gets

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path      |
        | web       | 00-15-5D-00-00-01 | 10   | VF        |
        | db        | 00-15-5D-00-00-02 | 10   | VF        |
        | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |
        | plain     | 00-15-5D-00-00-04 |      | VF        |

    @rule:XSW-OFFLOAD-01
    Scenario: The filter of an adapter is where its traffic is
      Then the filter of "web" is on the VPort of "web"
      And the filter of "legacy" is on the default VPort
      When the VF of "web" is detached
      Then the filter of "web" is on the default VPort
      When a VF is attached to "web"
      Then the filter of "web" is on the VPort of "web"

    @rule:XSW-OFFLOAD-03
    Scenario: A VF without VLAN gets untagged and priority-tagged frames, and none of a VLAN
      When "outside" sends an untagged frame to "plain"
      Then "plain" receives the frame
      When "outside" sends a frame with priority 3 to "plain"
      Then "plain" receives the frame
      When "outside" sends a frame tagged with VLAN 20 to "plain"
      Then "plain" does not receive the frame

    @rule:XSW-OFFLOAD-04
    Scenario: A VF in VLAN 10 gets frames of VLAN 10 and no others
      When "outside" sends a frame tagged with VLAN 10 to "web"
      Then "web" receives the frame
      When "outside" sends a frame tagged with VLAN 20 to "web"
      Then "web" does not receive the frame
      When "outside" sends an untagged frame to "web"
      Then "web" does not receive the frame
      When "outside" sends a frame with priority 3 to "web"
      Then "web" does not receive the frame

    @rule:XSW-OFFLOAD-08
    Scenario Outline: Between VPorts the filters hold as they do on the wire: <what>
      Given "web" and "db" exchange frames
      And "outside" and "db" exchange frames
      When the port of "db" is set to VLAN 20
      Then "db" uses the VF path
      When <deed>
      Then "db" does not receive the frame
      When the port of "db" is set to VLAN 10
      And <deed>
      Then "db" receives the frame

      Examples:
        | what            | deed                                                                         |
        | from another VF | "web" sends a frame to the address 00-15-5D-00-00-02                         |
        | from the wire   | "outside" sends a frame to the address 00-15-5D-00-00-02 tagged with VLAN 10 |

    @rule:XSW-OFFLOAD-12
    Scenario: A VM with a VF that changes its VLAN gets frames of the new one and no longer of the old
      Given "outside" and "web" exchange frames
      When the port of "web" is set to VLAN 20
      Then "web" uses the VF path
      And the VPort of "web" has 1 filter
      When "outside" sends a frame to the address 00-15-5D-00-00-01 tagged with VLAN 20
      Then "web" receives the frame
      When "outside" sends a frame to the address 00-15-5D-00-00-01 tagged with VLAN 10
      Then "web" does not receive the frame
      When "web" sends a frame to "outside"
      Then "outside" receives the frame tagged with VLAN 20

    @rule:XSW-OFFLOAD-12
    @needs:spoof-policy
    Scenario: A VM with a VF that is given another address gets frames to the new one and no longer to the old
      Given "outside" and "web" exchange frames
      When the MAC address of "web" is changed to 00-15-5D-00-00-77
      Then "web" uses the VF path
      And the VPort of "web" has 1 filter
      When "outside" sends a frame to the address 00-15-5D-00-00-77 tagged with VLAN 10
      Then "web" receives the frame
      When "outside" sends a frame to the address 00-15-5D-00-00-01 tagged with VLAN 10
      Then "web" does not receive the frame

    @rule:XSW-OFFLOAD-12
    @rule:XSW-SEC-06
    @needs:spoof-policy
    Scenario: A guest that may choose its address takes its filter along
      Given MAC spoofing is turned on for "web"
      And "outside" and "web" exchange frames
      When the guest of "web" changes its MAC address to 00-15-5D-00-00-77
      Then "web" uses the VF path
      And the port of "web" uses the address 00-15-5D-00-00-77
      When "db" sends a frame to the address 00-15-5D-00-00-77
      Then the frame takes the path "db > VF 2 > NIC switch > VF 1 > web"
      When "db" sends a frame to the address 00-15-5D-00-00-01
      Then "web" does not receive the frame
      When MAC spoofing is turned off for "web"
      Then the port of "web" uses the address 00-15-5D-00-00-01
      When "db" sends a frame to the address 00-15-5D-00-00-01
      Then the frame takes the path "db > VF 2 > NIC switch > VF 1 > web"

    @rule:XSW-OFFLOAD-12
    @isolation
    @needs:spoof-policy
    Scenario: A guest that chooses a neighbour's address does not get the neighbour's filter
      Given MAC spoofing is turned on for "web"
      And "outside" and "web" exchange frames
      When the guest of "web" changes its MAC address to 00-15-5D-00-00-02
      Then the filter of "db" is on the VPort of "db"
      When "outside" sends a frame to the address 00-15-5D-00-00-02 tagged with VLAN 10
      Then exactly these receive the frame:
        | receiver | frames |
        | db       | 1      |

    @rule:XSW-OFFLOAD-06
    @needs:failover
    Scenario Outline: While filters move each frame appears on one path: <change>
      Given a stream of 80 numbered frames runs from "outside" to "<vm>"
      And a stream of 80 numbered frames runs from "db" to "<vm>"
      When <change>
      Then the stream arrives once and in order, with at most 5 declared losses

      Examples:
        | vm     | change                                    |
        | web    | the VF of "web" is detached               |
        | legacy | the SR-IOV weight of "legacy" is set to 9 |

  @driver
  @needs:oid-boundary
  Rule: Filters are set by who owns the VPort

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1"

    @rule:XSW-OFFLOAD-01
    @rule:XSW-OFFLOAD-02
    @needs:request-log
    Scenario Outline: A VM adapter <where> is steered by <filter>
      When the partition is started:
        | partition | MAC address       | VLAN   | path      |
        | web       | 00-15-5D-00-00-01 | <vlan> | synthetic |
      Then the most recent OID_RECEIVE_FILTER_SET_FILTER carried:
        | member          | value    |
        | VPortId         | 0        |
        | FieldParameters | <filter> |

      Examples:
        | where        | vlan | filter                       |
        | without VLAN |      | 00-15-5D-00-00-01 untagged   |
        | in VLAN 10   | 10   | 00-15-5D-00-00-01 on VLAN 10 |

    @rule:XSW-OFFLOAD-06
    Scenario: A filter that is moved is on the other VPort alone
      Given these partitions are running:
        | partition | MAC address       | VLAN | path      |
        | legacy    | 00-15-5D-00-00-01 | 10   | synthetic |
      And a VF is attached to "legacy" as far as state PORTED
      And the filter of "legacy" is on the default VPort
      When a VF is attached to "legacy" as far as state FILTERED
      Then the filter of "legacy" is on the VPort of "legacy"
      And the default VPort has 1 filter

    @rule:XSW-OFFLOAD-07
    Scenario: A VPort gets nothing before its first filter
      Given these partitions are running:
        | partition | MAC address       | VLAN | path      |
        | legacy    | 00-15-5D-00-00-01 | 10   | synthetic |
      And a VF is attached to "legacy" as far as state PORTED
      And the VPort of "legacy" is active
      And the VPort of "legacy" has 0 filters
      When "outside" sends a frame to "legacy"
      Then the frame takes the path "outside > physical port > NIC switch > default VPort > PF > External > legacy"
      When "outside" sends a broadcast tagged with VLAN 10
      Then "legacy" receives the frame
      And VF 1 counts 0 more dropped frames
      And the VPort of "legacy" counts 0 more frames in

    @rule:XSW-OFFLOAD-05
    Scenario: Of the filters of one VPort one is enough, of the tests of one filter all are needed
      Given the virtualization stack creates 1 VPort on the PF with 1 queue pair
      And the virtualization stack activates VPort 1
      And the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-00-00-0A on VLAN 5
      And the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-00-00-0B on VLAN 6
      When "outside" sends a frame to the address 00-15-5D-00-00-0A tagged with VLAN 5
      Then VPort 1 counts 1 more frame in
      When "outside" sends a frame to the address 00-15-5D-00-00-0B tagged with VLAN 6
      Then VPort 1 counts 1 more frame in
      When "outside" sends a frame to the address 00-15-5D-00-00-0A tagged with VLAN 6
      Then VPort 1 counts 0 more frames in
      And the default VPort counts 1 more frame in
      When "outside" sends a frame to the address 00-15-5D-00-00-0C tagged with VLAN 5
      Then VPort 1 counts 0 more frames in
      And the default VPort counts 1 more frame in

    @rule:XSW-OFFLOAD-09
    Scenario: Another driver sets filters on the default VPort and on no VF's
      Given these partitions are running:
        | partition | MAC address       | VLAN | path |
        | web       | 00-15-5D-00-00-01 | 10   | VF   |
      And the driver "Other" is bound to the adapter
      When the driver "Other" sets a receive filter on the VPort of "web" for 00-15-5D-00-00-0A on VLAN 10
      Then it is refused
      And nothing has changed
      When the driver "Other" sets a receive filter on the default VPort for 00-15-5D-00-00-0A on VLAN 10
      Then the request succeeds

    @rule:XSW-OFFLOAD-10
    Scenario: A VPort of the PF is silent until it is activated, one of a VF is active at once and stays so
      Given these partitions are running:
        | partition | MAC address       | VLAN | path      |
        | legacy    | 00-15-5D-00-00-01 | 10   | synthetic |
      And a VF is attached to "legacy" as far as state PORTED
      And the virtualization stack creates 1 VPort on the PF with 1 queue pair
      And the virtualization stack sets a receive filter on VPort 2 for 00-15-5D-00-00-0A on VLAN 5
      Then the VPort of "legacy" is active
      And VPort 2 is not active
      When "outside" sends a frame to the address 00-15-5D-00-00-0A tagged with VLAN 5
      Then VPort 2 counts 0 more frames in
      When the virtualization stack activates VPort 2
      And "outside" sends a frame to the address 00-15-5D-00-00-0A tagged with VLAN 5
      Then VPort 2 counts 1 more frame in
      When the virtualization stack requests OID_NIC_SWITCH_VPORT_PARAMETERS as a set request with:
        | member     | value                                      |
        | VPortId    | 1                                          |
        | Flags      | NDIS_NIC_SWITCH_VPORT_PARAMS_STATE_CHANGED |
        | VPortState | NdisNicSwitchVPortStateDeactivated         |
      Then it is refused
      And nothing has changed

    @rule:XSW-OFFLOAD-14
    Scenario: A VPort whose filters are still there cannot be deleted
      Given these partitions are running:
        | partition | MAC address       | VLAN | path |
        | web       | 00-15-5D-00-00-01 | 10   | VF   |
      When the virtualization stack requests OID_NIC_SWITCH_DELETE_VPORT for the VPort of "web"
      Then it is refused
      And nothing has changed
      And "web" and "outside" exchange frames

  @driver
  @needs:oid-boundary
  Rule: On VPorts of the PF the packet says which it is

    @rule:XSW-OFFLOAD-11
    Scenario: What a VPort of the PF receives and sends is marked with it
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the virtualization stack creates 2 VPorts on the PF with 1 queue pair
      And the virtualization stack activates VPort 1
      And the virtualization stack activates VPort 2
      And the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-00-00-0A on VLAN 5
      And the virtualization stack sets a receive filter on VPort 2 for 00-15-5D-00-00-0B on VLAN 5
      When "outside" sends a frame to the address 00-15-5D-00-00-0A tagged with VLAN 5
      Then "management OS" receives the frame marked with VPort 1
      When "outside" sends a frame to the address 00-15-5D-00-00-0B tagged with VLAN 5
      Then "management OS" receives the frame marked with VPort 2
      When the management OS sends a frame marked with VPort 2 to "outside"
      Then the frame takes the path "management OS > PF > VPort 2 > NIC switch > physical port"
      And VPort 2 counts 1 more frame out
