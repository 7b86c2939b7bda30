@system
@needs:vlan-policy
Feature: Ports of a private VLAN meet promiscuous ports, and their own community

  Background:
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | path      |
      | gate      | 00-15-5D-00-00-01 | synthetic |
      | red1      | 00-15-5D-00-00-02 | synthetic |
      | red2      | 00-15-5D-00-00-03 | synthetic |
      | blue1     | 00-15-5D-00-00-04 | synthetic |
      | lone1     | 00-15-5D-00-00-05 | synthetic |
      | lone2     | 00-15-5D-00-00-06 | synthetic |
      | strange   | 00-15-5D-00-00-07 | synthetic |
    And the port of "gate" is promiscuous in private VLAN 10 for VLANs "200, 201, 203"
    And the port of "red1" joins the community of private VLAN 10, 201
    And the port of "red2" joins the community of private VLAN 10, 201
    And the port of "blue1" joins the community of private VLAN 10, 203
    And the port of "lone1" is isolated in private VLAN 10, 200
    And the port of "lone2" is isolated in private VLAN 10, 200
    And the port of "strange" joins the community of private VLAN 10, 202

  @rule:XSW-VLAN-07
  @rule:XSW-VLAN-08
  @rule:XSW-VLAN-09
  @rule:XSW-VLAN-17
  Scenario Outline: <one> and <other> talk to each other
    Then "<one>" and "<other>" exchange frames

    Examples:
      | one  | other |
      | gate | lone1 |
      | gate | red1  |
      | gate | blue1 |
      | red1 | red2  |

  @rule:XSW-VLAN-07
  @rule:XSW-VLAN-08
  @rule:XSW-VLAN-10
  @rule:XSW-VLAN-13
  Scenario Outline: <one> does not reach <other>
    Given "gate" and "red1" exchange frames
    And "gate" and "lone1" exchange frames
    And "gate" and "<other>" exchange frames
    When "<one>" sends a frame to "<other>"
    Then "<other>" does not receive the frame
    And the frame is dropped because of "vlan not allowed"

    Examples:
      | one   | other |
      | lone1 | lone2 |
      | lone1 | red1  |
      | red1  | lone1 |
      | red1  | blue1 |

  @rule:XSW-VLAN-09
  Scenario: A promiscuous port does not receive a secondary VLAN that it does not list
    Given "gate" and "red1" exchange frames
    When "gate" sends a frame to "strange"
    Then "strange" receives the frame
    When "strange" sends a frame to "gate"
    Then "gate" does not receive the frame
    And the frame is dropped because of "vlan not allowed"

  @rule:XSW-VLAN-10
  @rule:XSW-VLAN-07
  @rule:XSW-VLAN-08
  @rule:XSW-VLAN-09
  Scenario Outline: A broadcast of <sender> reaches <receivers>
    Given "gate" and "red1" exchange frames
    And "gate" and "red2" exchange frames
    And "gate" and "blue1" exchange frames
    And "gate" and "lone1" exchange frames
    And "gate" and "lone2" exchange frames
    When "<sender>" sends a broadcast
    Then "outside" receives the frame tagged with VLAN <vlan>
    And "gate" receives <gate> frames
    And "red1" receives <red1> frames
    And "red2" receives <red2> frames
    And "blue1" receives <blue1> frames
    And "lone1" receives <lone1> frames
    And "lone2" receives <lone2> frames

    Examples:
      | sender | receivers                | vlan | gate | red1 | red2 | blue1 | lone1 | lone2 |
      | lone1  | the gate                 | 200  | 1    | 0    | 0    | 0     | 0     | 0     |
      | red1   | the gate and its own     | 201  | 1    | 0    | 1    | 0     | 0     | 0     |
      | gate   | everybody of the primary | 10   | 0    | 1    | 1    | 1     | 1     | 1     |

  @rule:XSW-VLAN-07
  @rule:XSW-VLAN-11
  Scenario: An isolated port receives its primary VLAN from the wire and not its secondary one
    When "outside" sends a frame to the address 00-15-5D-00-00-05 tagged with VLAN 10
    Then "lone1" receives the frame untagged
    When "outside" sends a frame to the address 00-15-5D-00-00-05 tagged with VLAN 200
    Then "lone1" does not receive the frame

  @rule:XSW-VLAN-08
  @rule:XSW-VLAN-11
  Scenario: A community port receives its primary and its secondary VLAN from the wire, and no other
    When "outside" sends a frame to the address 00-15-5D-00-00-02 tagged with VLAN 10
    Then "red1" receives the frame untagged
    When "outside" sends a frame to the address 00-15-5D-00-00-02 tagged with VLAN 201
    Then "red1" receives the frame untagged
    When "outside" sends a frame to the address 00-15-5D-00-00-02 tagged with VLAN 203
    Then "red1" does not receive the frame

  @rule:XSW-VLAN-09
  Scenario Outline: A promiscuous port in private VLAN 10 gets VLAN <vlan> from the wire <frames> times
    Given "gate" and "lone1" exchange frames
    When "outside" sends a frame to the address 00-15-5D-00-00-01 tagged with VLAN <vlan>
    Then "gate" receives <frames> frames

    Examples:
      | vlan | frames |
      | 10   | 1      |
      | 200  | 1      |
      | 201  | 1      |
      | 202  | 0      |

  @rule:XSW-VLAN-07
  @rule:XSW-VLAN-08
  @rule:XSW-VLAN-09
  Scenario Outline: <sender> sends in VLAN <vlan>
    When "<sender>" sends a frame to "outside"
    Then "outside" receives the frame tagged with VLAN <vlan>

    Examples:
      | sender | vlan |
      | lone1  | 200  |
      | red1   | 201  |
      | gate   | 10   |

  @rule:XSW-VLAN-11
  Scenario: A secondary VLAN that is the primary one is no valid setting
    When the port of "lone1" is isolated in private VLAN 10, 10
    Then it is refused
    And nothing has changed
    When "lone1" sends a frame to "lone2"
    Then nobody receives the frame
    When "lone1" sends a frame to "gate"
    Then "gate" receives the frame
