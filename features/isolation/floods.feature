@system
@isolation
Feature: A flood drowns nobody who stands aside

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
  @rule:ISO-LAW-01
  @rule:FORWARD-ISOLATE-03
  @rule:FORWARD-ISOLATE-06
  Scenario Outline: Neighbours' streams are complete while <flood>
    Given a stream of 20 numbered frames runs from "db" to "outside"
    And a stream of 20 numbered frames runs from "outside" to "payroll"
    And a stream of 20 numbered frames runs from "legacy" to "db"
    When <flood>
    Then the stream arrives complete, once and in order
    And "db" and "legacy" exchange frames as before
    And "payroll" and "outside" exchange frames as before

    Examples: a guest with a VF
      | flood                                                  |
      | "web" sends 60 frames to "db"                          |
      | "web" sends 60 frames to the address 00-15-5D-00-0F-FF |
      | "web" sends 60 frames to the address 00-15-5D-00-00-01 |
      | "web" sends 60 frames to "outside" in the name of "db" |

    @igb-short
    Examples: a guest with a VF, to everybody
      | flood                     |
      | "web" sends 60 broadcasts |

  @rule:ISO-VF-03
  @rule:ISO-LAW-01
  @rule:FORWARD-ISOLATE-03
  @rule:FORWARD-ISOLATE-06
  Scenario Outline: Streams between VFs and to the wire are complete while <flood>
    Given a stream of 20 numbered frames runs from "db" to "outside"
    And a stream of 20 numbered frames runs from "payroll" to "outside"
    And a stream of 20 numbered frames runs from "web" to "db"
    When <flood>
    Then the stream arrives complete, once and in order
    And "db" and "legacy" exchange frames as before
    And "payroll" and "outside" exchange frames as before

    Examples: from a guest without a VF
      | flood                                                     |
      | "legacy" sends 60 broadcasts                              |
      | "legacy" sends 60 frames to "web"                         |
      | "legacy" sends 60 frames to "outside" in the name of "db" |

    Examples: from outside
      | flood                                                                          |
      | "outside" sends 60 broadcasts tagged with VLAN 10                              |
      | "outside" sends 60 frames to "web"                                             |
      | "outside" sends 60 frames to the address 01-00-5E-00-00-05 tagged with VLAN 20 |

  @rule:ISO-LAW-15
  @rule:ISO-VF-03
  @needs:counters
  Scenario Outline: Of a flood the neighbours count what is theirs, no more: <flood>
    When <flood>
    Then the VF of "db" counts <db> more frames in
    And the VF of "db" counts 0 more frames out
    And the VF of "payroll" counts <payroll> more frames in
    And the VF of "payroll" counts 0 more frames out

    Examples:
      | flood                                                  | db | payroll |
      | "web" sends 30 frames to "db"                          | 30 | 0       |
      | "web" sends 30 broadcasts                              | 30 | 0       |
      | "web" sends 30 frames to the address 00-15-5D-00-0F-FF | 0  | 0       |
      | "web" sends 30 frames to "db" in the name of "legacy"  | 0  | 0       |
      | "outside" sends 30 broadcasts tagged with VLAN 20      | 0  | 30      |

  @rule:ISO-LAW-06
  @rule:FORWARD-ISOLATE-06
  @igb-short
  Scenario: Of a flood of broadcasts each goes once to each of its VLAN, and none returns
    When "web" sends 30 broadcasts
    Then exactly these receive the frame:
      | receiver | frames |
      | db       | 30     |
      | legacy   | 30     |
      | outside  | 30     |
    And "db" receives all the frames in order
    And "payroll" and "outside" exchange frames as before

  @rule:ISO-LAW-06
  Scenario: What a guest sends to itself is nobody's
    Given "web" and "db" exchange frames
    When "web" sends 10 frames to the address 00-15-5D-00-00-01
    Then nobody receives the frame
    And "db" and "legacy" exchange frames as before

  @rule:ISO-VF-03
  @rule:ISO-LAW-01
  Scenario Outline: A flood to a guest that <trouble> holds up nobody else's frames
    Given <deed>
    And "outside" sends 60 frames to the address 00-15-5D-00-00-01 tagged with VLAN 10
    And "db" sends 60 frames to the address 00-15-5D-00-00-01
    And a stream of 20 numbered frames runs from "outside" to "db"
    And a stream of 20 numbered frames runs from "db" to "legacy"
    And a stream of 20 numbered frames runs from "payroll" to "outside"
    When "legacy" sends 60 frames to the address 00-15-5D-00-00-01
    Then the stream arrives complete, once and in order
    When <repair>
    Then "web" and "db" exchange frames
    And "db" and "outside" exchange frames as before

    Examples:
      | trouble               | deed                         | repair                                |
      | has halted its driver | the VF driver of "web" halts | the VF driver of "web" is initialized |
      | has lost its VF       | the VF of "web" is detached  | a VF is attached to "web"             |

  @rule:ISO-VF-05
  @rule:ISO-LAW-02
  @rule:ISO-VF-03
  @needs:vf-reset
  Scenario: A VF that is reset after its own flood leaves nothing of it with its neighbours
    Given "web" sends 60 frames to the address 00-15-5D-00-0F-FF
    And "web" sends 60 broadcasts
    And a stream of 20 numbered frames runs from "db" to "outside"
    And a stream of 20 numbered frames runs from "outside" to "payroll"
    When the VF of "web" is reset
    Then the stream arrives complete, once and in order
    And "db" and "legacy" exchange frames as before
