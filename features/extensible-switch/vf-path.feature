@system
@needs:vf-path
Feature: What goes over a VF does not pass the extensible switch

  Background:
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | web       | 00-15-5D-00-00-01 | 10   | VF        |
      | db        | 00-15-5D-00-00-02 | 10   | VF        |
      | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |
      | archive   | 00-15-5D-00-00-04 | 10   | synthetic |

  @rule:XSW-IOV-13
  @rule:XSW-IOV-25
  Scenario Outline: A frame from <from> to <to> is forwarded by the NIC switch alone
    When "<from>" sends a frame to "<to>"
    Then the frame takes the path "<path>"
    And no frame passes the extensible switch
    And the switch port of "web" counts 0 more frames out
    And the switch port of "web" counts 0 more frames in

    Examples:
      | from    | to      | path                                              |
      | web     | db      | web > VF 1 > NIC switch > VF 2 > db               |
      | db      | web     | db > VF 2 > NIC switch > VF 1 > web               |
      | web     | outside | web > VF 1 > NIC switch > physical port           |
      | outside | web     | outside > physical port > NIC switch > VF 1 > web |

  @rule:XSW-IOV-25
  Scenario: A frame between two VFs of one adapter does not show on the wire
    When "web" sends 20 frames to "db"
    Then "db" receives all the frames in order
    And no frame leaves by the physical port

  @rule:XSW-IOV-24
  @rule:XSW-IOV-26
  Scenario Outline: Between a VM with a VF and one without, the frame from <from> goes by way of the PF
    When "<from>" sends a frame to "<to>"
    Then the frame takes the path "<path>"
    And the switch port of "legacy" counts <in> more frames in
    And the switch port of "legacy" counts <out> more frames out
    And the switch port of "NIC1" counts 1 more frame <external>
    And the switch port of "web" counts 0 more frames in
    And the switch port of "web" counts 0 more frames out

    Examples:
      | from   | to     | path                                                             | in | out | external |
      | web    | legacy | web > VF 1 > NIC switch > default VPort > PF > External > legacy | 1  | 0   | out      |
      | legacy | web    | legacy > External > PF > default VPort > NIC switch > VF 1 > web | 0  | 1   | in       |

  @rule:XSW-IOV-26
  Scenario Outline: The default VPort carries <what>
    When "<from>" sends a frame to "<to>"
    Then the frame takes the path "<path>"
    And the default VPort counts 1 more frame <direction>

    Examples:
      | what                               | from          | to            | direction | path                                                                                 |
      | a VM without VF towards the wire   | legacy        | outside       | out       | legacy > External > PF > default VPort > NIC switch > physical port                  |
      | a VM without VF from the wire      | outside       | legacy        | in        | outside > physical port > NIC switch > default VPort > PF > External > legacy        |
      | the management OS towards the wire | management OS | outside       | out       | management OS > External > PF > default VPort > NIC switch > physical port           |
      | the management OS from the wire    | outside       | management OS | in        | outside > physical port > NIC switch > default VPort > PF > External > management OS |

  @rule:XSW-IOV-26
  Scenario: VMs without a VF reach each other without the adapter
    When "legacy" sends a frame to "archive"
    Then the frame takes the path "legacy > External > archive"

  @rule:XSW-IOV-40
  Scenario Outline: A VM with a VF gets one copy of a broadcast of <sender>
    When "<sender>" sends a broadcast
    Then exactly these receive the frame:
      | receiver | frames |
      | web      | 1      |
      | <other>  | 1      |
      | archive  | 1      |
      | outside  | 1      |

    Examples:
      | sender | other  |
      | db     | legacy |
      | legacy | db     |

  @rule:XSW-IOV-40
  Scenario: A VM with a VF gets one copy of a broadcast from the wire
    When "outside" sends a broadcast tagged with VLAN 10
    Then exactly these receive the frame:
      | receiver | frames |
      | web      | 1      |
      | db       | 1      |
      | legacy   | 1      |
      | archive  | 1      |

  @rule:XSW-IOV-28
  @rule:XSW-IOV-27
  @needs:failover
  Scenario: A VM keeps its address, its VLAN and its one interface when its path changes
    Given the guest of "web" sees the devices "VM network adapter, VF network adapter"
    And NetVSC of "web" is bound to the VF driver
    And a stream of 60 numbered frames runs from "db" to "web"
    And a stream of 60 numbered frames runs from "web" to "outside"
    When the VF of "web" is detached
    Then the stream arrives once and in order, with at most 5 declared losses
    And the guest of "web" sees the devices "VM network adapter"
    And the port of "web" uses the address 00-15-5D-00-00-01
    When "web" sends a frame to "outside"
    Then "outside" receives the frame tagged with VLAN 10
    When a VF is attached to "web"
    And "web" sends a frame to "outside"
    Then "outside" receives the frame tagged with VLAN 10
    And the port of "web" uses the address 00-15-5D-00-00-01
    When "web" sends a frame to "legacy"
    Then "legacy" receives the frame untagged

  @rule:XSW-IOV-42
  @rule:XSW-IOV-31
  @rule:XSW-IOV-13
  Scenario: A VF that is assigned and not driven yet carries nothing
    Given a VF is attached to "legacy" as far as state EXPOSED
    Then the port of "legacy" has a VF assigned
    And "legacy" uses the synthetic path
    When "legacy" sends a frame to "archive"
    Then the frame takes the path "legacy > External > archive"
    And the switch port of "legacy" counts 1 more frame out
    When "archive" sends a frame to "legacy"
    Then the frame takes the path "archive > External > legacy"
    When "outside" sends a frame to "legacy"
    Then nobody receives the frame
    And the frame is dropped because of "declared failover loss"
    When a VF is attached to "legacy"
    And "outside" sends a frame to "legacy"
    Then the frame takes the path "outside > physical port > NIC switch > VF 3 > legacy"

  @rule:XSW-IOV-45
  @isolation
  @needs:hostile-guest
  Scenario Outline: Whatever the VF driver of one VM does, another VF and the PF go on: <what>
    Given "db" and "legacy" exchange frames
    When <deed>
    Then no function but the VF of "web" was affected
    And nothing of the VF of "db" has changed
    And "db" and "legacy" exchange frames as before
    And "db" and "outside" exchange frames as before

    Examples:
      | what       | deed                                 |
      | it crashes | the guest of "web" crashes           |
      | it resets  | the VF driver of "web" resets itself |
      | it halts   | the VF driver of "web" halts         |
