@system
@isolation
Feature: Whatever an administrator sets and sets back at one port, no neighbour notices

  Background:
    Given an SR-IOV adapter "NIC1" with 6 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | web       | 00-15-5D-00-00-01 | 10   | VF        |
      | db        | 00-15-5D-00-00-02 | 10   | VF        |
      | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |
      | payroll   | 00-15-5D-00-00-04 | 20   | VF        |

  @rule:ISO-VF-03
  @rule:FORWARD-ISOLATE-03
  Scenario Outline: With <state>: <set>, then <set back>
    Given <before>
    And a stream of 10 numbered frames runs from "db" to "outside"
    And a stream of 10 numbered frames runs from "outside" to "payroll"
    And a stream of 10 numbered frames runs from "legacy" to "db"
    When <set>
    Then the stream arrives complete, once and in order
    Given a stream of 10 numbered frames runs from "outside" to "db"
    And a stream of 10 numbered frames runs from "payroll" to "outside"
    And a stream of 10 numbered frames runs from "db" to "legacy"
    When <set back>
    Then the stream arrives complete, once and in order
    When <after>
    Then "web" and "db" exchange frames
    And "web" and "outside" exchange frames
    And "db" and "legacy" exchange frames as before
    And "payroll" and "outside" exchange frames as before

    Examples:
      | state                | before                                 | set                                                      | set back                                                 | after                                    |
      | its VF in use        | "web" and "db" exchange frames         | MAC spoofing is turned on for "web"                      | MAC spoofing is turned off for "web"                     | "web" sends a frame to "db"              |
      | its VF in use        | "web" and "db" exchange frames         | the port of "web" is set to VLAN 20                      | the port of "web" is set to VLAN 10                      | "web" sends a frame to "db"              |
      | its VF in use        | "web" and "db" exchange frames         | the port of "web" is set to no VLAN                      | the port of "web" is set to VLAN 10                      | "web" sends a frame to "db"              |
      | its VF in use        | "web" and "db" exchange frames         | the MAC address of "web" is changed to 00-15-5D-00-00-77 | the MAC address of "web" is changed to 00-15-5D-00-00-01 | "web" sends a frame to "db"              |
      | its VF in use        | "web" and "db" exchange frames         | the SR-IOV weight of "web" is set to 0                   | the SR-IOV weight of "web" is set to 100                 | "web" sends a frame to "db"              |
      | its VF driver halted | the VF driver of "web" halts           | the port of "web" is set to VLAN 20                      | the port of "web" is set to VLAN 10                      | the VF driver of "web" resets itself     |
      | its VF driver halted | the VF driver of "web" halts           | the MAC address of "web" is changed to 00-15-5D-00-00-77 | the MAC address of "web" is changed to 00-15-5D-00-00-01 | the VF driver of "web" resets itself     |
      | its VF driver halted | the VF driver of "web" halts           | the SR-IOV weight of "web" is set to 0                   | the SR-IOV weight of "web" is set to 100                 | "web" sends a frame to "db"              |
      | no VF                | the SR-IOV weight of "web" is set to 0 | the port of "web" is set to VLAN 20                      | the port of "web" is set to VLAN 10                      | the SR-IOV weight of "web" is set to 100 |

  @rule:ISO-LAW-01
  @rule:ISO-VF-03
  Scenario Outline: No function but that of "web" and the PF is affected when <deed>, nor the second time
    When <deed>
    Then no function but the VF of "web" and the PF was affected
    When <deed>
    Then no function but the VF of "web" and the PF was affected
    And "db" and "legacy" exchange frames
    And "payroll" and "outside" exchange frames

    Examples:
      | deed                                                     |
      | MAC spoofing is turned on for "web"                      |
      | the port of "web" is set to VLAN 20                      |
      | the MAC address of "web" is changed to 00-15-5D-00-00-77 |
      | the SR-IOV weight of "web" is set to 100                 |

  @rule:ISO-LAW-07
  @rule:XSW-SEC-01
  @rule:XSW-SEC-02
  @needs:spoof-policy
  Scenario Outline: What "<one>" may, "<other>" may not
    Given "<other>" and "outside" exchange frames
    And MAC spoofing is turned on for "<one>"
    When "<one>" sends a frame to "outside" with the source address 00-15-5D-00-00-99
    Then "outside" receives the frame
    When "<other>" sends a frame to "outside" with the source address 00-15-5D-00-00-99
    Then nobody receives the frame
    When MAC spoofing is turned off for "<one>"
    And "<one>" sends a frame to "outside" with the source address 00-15-5D-00-00-99
    Then nobody receives the frame
    And "<one>" and "outside" exchange frames
    And "<other>" and "outside" exchange frames as before

    Examples:
      | one    | other  |
      | web    | legacy |
      | legacy | web    |

    @igb-short
    Examples:
      | one | other |
      | web | db    |

  @rule:XSW-SEC-01
  @rule:ISO-LAW-07
  @needs:spoof-policy
  Scenario: The permission to spoof outlives neither the VF that had it nor its path
    Given MAC spoofing is turned on for "web"
    And the SR-IOV weight of "web" is set to 0
    And MAC spoofing is turned off for "web"
    And the SR-IOV weight of "web" is set to 100
    When "web" sends a frame to "outside" with the source address 00-15-5D-00-00-99
    Then nobody receives the frame
    And "web" and "outside" exchange frames
    And "db" and "outside" exchange frames as before

  @rule:ISO-LAW-04
  @rule:ISO-LAW-07
  @needs:spoof-policy
  Scenario: The permission to spoof does not pass to the next holder of a VF
    Given MAC spoofing is turned on for "web"
    And the VF of "web" is detached
    And the partition is started:
      | partition | MAC address       | VLAN | path |
      | guest2    | 00-15-5D-00-00-07 | 10   | VF   |
    And "guest2" holds VF 1
    When "guest2" sends a frame to "outside" with the source address 00-15-5D-00-00-99
    Then nobody receives the frame
    And "guest2" and "outside" exchange frames
    And "db" and "outside" exchange frames as before

  @rule:ISO-LAW-06
  @rule:FORWARD-LOOP-04
  @needs:vlan-policy
  Scenario Outline: A partition moved to VLAN <to> <when> leaves VLAN 10 altogether
    Given <before>
    When the port of "web" is set to VLAN <to>
    And <after>
    And "web" sends a frame to "db"
    Then "db" does not receive the frame
    And "legacy" does not receive the frame
    When "db" sends a broadcast
    Then "web" does not receive the frame
    And "legacy" receives the frame
    When "outside" sends a frame to the address 00-15-5D-00-00-01 tagged with VLAN 10
    Then "web" does not receive the frame
    And "web" and "<mate>" exchange frames
    And "db" and "outside" exchange frames as before

    Examples:
      | to | when                       | before                                 | after                                    | mate    |
      | 20 | while its driver is halted | the VF driver of "web" halts           | the VF driver of "web" resets itself     | payroll |
      | 20 | while it has no VF         | the SR-IOV weight of "web" is set to 0 | the SR-IOV weight of "web" is set to 100 | payroll |

    @igb-short
    Examples:
      | to | when               | before                         | after                            | mate    |
      | 20 | with its VF in use | "web" and "db" exchange frames | "web" sends a frame to "outside" | payroll |

  @rule:ISO-LAW-06
  @rule:FORWARD-LOOKUP-01
  Scenario Outline: A new address <when> is where frames for "web" go, and the old one is nobody's
    Given <before>
    When the MAC address of "web" is changed to 00-15-5D-00-00-77
    And <after>
    And "outside" sends a frame to the address 00-15-5D-00-00-77 tagged with VLAN 10
    Then "web" receives the frame
    And nobody else receives it
    When "outside" sends a frame to the address 00-15-5D-00-00-01 tagged with VLAN 10
    Then "web" does not receive the frame
    And "db" does not receive the frame
    And "db" and "outside" exchange frames as before

    Examples:
      | when                       | before                                 | after                                    |
      | while its driver is halted | the VF driver of "web" halts           | the VF driver of "web" resets itself     |
      | while it has no VF         | the SR-IOV weight of "web" is set to 0 | the SR-IOV weight of "web" is set to 100 |

  @rule:ISO-LAW-06
  @rule:ISO-LAW-11
  Scenario: Two partitions that exchange their addresses exchange their frames
    Given the MAC address of "web" is changed to 00-15-5D-00-00-77
    And the MAC address of "db" is changed to 00-15-5D-00-00-01
    When the MAC address of "web" is changed to 00-15-5D-00-00-02
    And "outside" sends a frame to the address 00-15-5D-00-00-02 tagged with VLAN 10
    Then "web" receives the frame
    And nobody else receives it
    When "outside" sends a frame to the address 00-15-5D-00-00-01 tagged with VLAN 10
    Then "db" receives the frame
    And nobody else receives it
    And "web" and "db" exchange frames
    And "legacy" and "outside" exchange frames

  @rule:ISO-LAW-06
  @rule:FORWARD-LOOP-04
  Scenario: Two partitions that exchange their VLANs exchange their neighbours
    Given "web" and "db" exchange frames
    And "payroll" and "outside" exchange frames
    When the port of "web" is set to VLAN 20
    And the port of "payroll" is set to VLAN 10
    Then "payroll" and "db" exchange frames
    And "payroll" and "legacy" exchange frames
    And "web" and "outside" exchange frames
    When "web" sends a frame to "db"
    Then "db" does not receive the frame
    When "web" sends a broadcast
    Then exactly these receive the frame:
      | receiver | frames |
      | outside  | 1      |
    And "db" and "legacy" exchange frames

  @rule:ISO-LAW-11
  @rule:ISO-LAW-06
  @rule:FORWARD-LOOKUP-01
  Scenario: An administrator who gives the address of db to "web" as well takes no frame from its owner
    Given "db" and "outside" exchange frames
    When the MAC address of "web" is changed to 00-15-5D-00-00-02
    And "outside" sends a frame to "db"
    Then "db" receives the frame
    And nobody else receives it
    When "legacy" sends a frame to "db"
    Then "db" receives the frame
    And nobody else receives it

  @rule:ISO-LAW-09
  @rule:XSW-IOV-10
  @needs:failover
  Scenario: Weights taken from all and given back in another order
    Given the SR-IOV weight of "web" is set to 0
    And the SR-IOV weight of "payroll" is set to 0
    And the SR-IOV weight of "db" is set to 0
    And "web" and "db" exchange frames
    And "payroll" and "outside" exchange frames
    When the SR-IOV weight of "db" is set to 100
    And the SR-IOV weight of "web" is set to 1
    And the SR-IOV weight of "legacy" is set to 100
    And the SR-IOV weight of "payroll" is set to 100
    Then exactly 4 partitions hold a VF
    And "web" and "db" exchange frames as before
    And "legacy" and "web" exchange frames
    And "payroll" and "outside" exchange frames as before
    When "payroll" sends a frame to "legacy"
    Then "legacy" does not receive the frame
