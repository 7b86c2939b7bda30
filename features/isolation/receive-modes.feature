@system
@isolation
Feature: However a guest listens, it hears nothing that is its neighbours' alone

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
  @rule:FORWARD-ISOLATE-01
  @rule:FORWARD-ISOLATE-03
  Scenario Outline: A guest that <listening> does not hear what <from> says to <to>
    Given "web" and "db" exchange frames
    And <mode>
    When "<from>" sends a frame to "<to>"
    Then "<to>" receives the frame
    And nobody else receives it
    And "web" and "db" exchange frames as before

    Examples:
      | listening              | mode                                                     | from    | to      |
      | tries promiscuous mode | the VF driver of "web" tries promiscuous mode            | outside | db      |
      | tries promiscuous mode | the VF driver of "web" tries promiscuous mode            | db      | legacy  |
      | tries promiscuous mode | the VF driver of "web" tries promiscuous mode            | legacy  | outside |
      | tries promiscuous mode | the VF driver of "web" tries promiscuous mode            | outside | payroll |
      | takes all multicast    | the VF driver of "web" asks for all multicast frames     | outside | db      |
      | has joined a group     | the VF driver of "web" joins the group 01-00-5E-00-00-05 | outside | db      |

    @igb-short
    Examples: between its neighbours on the adapter
      | listening              | mode                                          | from   | to |
      | tries promiscuous mode | the VF driver of "web" tries promiscuous mode | legacy | db |

  @rule:ISO-VF-03
  @rule:FORWARD-ISOLATE-01
  Scenario: Frames for nobody known are not for a guest that tries promiscuous mode
    Given "web" and "db" exchange frames
    And the VF driver of "web" tries promiscuous mode
    When "outside" sends a frame to the address 00-15-5D-00-0F-FF tagged with VLAN 10
    Then "web" does not receive the frame
    And "db" does not receive the frame

  @rule:ISO-LAW-06
  @rule:FORWARD-ISOLATE-01
  Scenario Outline: No way of listening crosses a VLAN: <listening>, a frame of VLAN 20 to <address>
    Given <mode>
    When "payroll" sends a frame to the address <address>
    Then "web" does not receive the frame
    And "db" does not receive the frame
    And "outside" receives the frame
    When "outside" sends a frame to the address <address> tagged with VLAN 20
    Then "web" does not receive the frame
    And "db" does not receive the frame
    And "web" and "db" exchange frames

    Examples:
      | listening         | mode                                                     | address           |
      | promiscuous       | the VF driver of "web" tries promiscuous mode            | 01-00-5E-00-00-05 |
      | promiscuous       | the VF driver of "web" tries promiscuous mode            | FF-FF-FF-FF-FF-FF |
      | member of a group | the VF driver of "web" joins the group 01-00-5E-00-00-05 | 01-00-5E-00-00-05 |

  @rule:ISO-LAW-06
  @rule:ISO-LAW-01
  Scenario Outline: A guest that <listening> makes no neighbour hear a group, sent by <from>
    Given <mode>
    When "<from>" sends a frame to the address 01-00-5E-00-00-05 tagged with VLAN 10
    Then "web" receives the frame
    And "db" does not receive the frame
    And "payroll" does not receive the frame
    And "db" and "outside" exchange frames
    And "payroll" and "outside" exchange frames

    Examples:
      | listening           | mode                                                     | from    |
      | has joined a group  | the VF driver of "web" joins the group 01-00-5E-00-00-05 | outside |
      | takes all multicast | the VF driver of "web" asks for all multicast frames     | outside |

  @rule:ISO-LAW-06
  @rule:ISO-LAW-01
  Scenario: A group that "web" has joined is not joined by its neighbours, whoever of them speaks to it
    Given the VF driver of "web" joins the group 01-00-5E-00-00-05
    When "db" sends a frame to the address 01-00-5E-00-00-05
    Then exactly these receive the frame:
      | receiver | frames |
      | web      | 1      |
      | legacy   | 1      |
      | outside  | 1      |
    When "legacy" sends a frame to the address 01-00-5E-00-00-05
    Then exactly these receive the frame:
      | receiver | frames |
      | web      | 1      |
      | outside  | 1      |
    And "db" and "outside" exchange frames
    And "payroll" and "outside" exchange frames

  @rule:ISO-LAW-01
  @rule:ISO-LAW-06
  Scenario: A guest that leaves a group takes it from nobody else
    Given the VF driver of "db" joins the group 01-00-5E-00-00-05
    And the VF driver of "web" joins the group 01-00-5E-00-00-05
    When the VF driver of "web" leaves the group 01-00-5E-00-00-05
    Then no function but the VF of "web" was affected
    When "outside" sends a frame to the address 01-00-5E-00-00-05 tagged with VLAN 10
    Then exactly these receive the frame:
      | receiver | frames |
      | db       | 1      |
      | legacy   | 1      |
    And "web" and "outside" exchange frames

  @rule:ISO-LAW-01
  @rule:ISO-LAW-06
  Scenario: Joining and leaving on both sides, each keeps to itself
    Given the VF driver of "web" joins the group 01-00-5E-00-00-05
    And the VF driver of "db" joins the group 01-00-5E-00-00-06
    When "outside" sends a frame to the address 01-00-5E-00-00-05 tagged with VLAN 10
    Then exactly these receive the frame:
      | receiver | frames |
      | web      | 1      |
      | legacy   | 1      |
    When "outside" sends a frame to the address 01-00-5E-00-00-06 tagged with VLAN 10
    Then exactly these receive the frame:
      | receiver | frames |
      | db       | 1      |
      | legacy   | 1      |
    When the VF driver of "web" leaves the group 01-00-5E-00-00-05
    And the VF driver of "web" joins the group 01-00-5E-00-00-06
    And the VF driver of "db" leaves the group 01-00-5E-00-00-06
    And "outside" sends a frame to the address 01-00-5E-00-00-06 tagged with VLAN 10
    Then exactly these receive the frame:
      | receiver | frames |
      | web      | 1      |
      | legacy   | 1      |
    And "db" and "outside" exchange frames

  @rule:ISO-LAW-01
  @rule:ISO-VF-01
  Scenario Outline: Neighbours lose no frame while <operation>
    Given a stream of 20 numbered frames runs from "db" to "outside"
    And a stream of 20 numbered frames runs from "outside" to "payroll"
    And a stream of 20 numbered frames runs from "legacy" to "db"
    When <operation>
    Then the stream arrives complete, once and in order
    When the VF driver of "web" asks for its ordinary frames alone
    Then no function but the VF of "web" was affected
    And "db" and "legacy" exchange frames as before
    And "payroll" and "outside" exchange frames as before

    Examples:
      | operation                                            |
      | the VF driver of "web" tries promiscuous mode        |
      | the VF driver of "web" asks for all multicast frames |

  @rule:ISO-LAW-04
  @rule:PCIE-FLR-09
  Scenario Outline: A partition hears nothing of what the former holder of its VF listened to: <listening>
    Given <mode>
    And the VF of "web" is detached
    And the partition is started:
      | partition | MAC address       | VLAN | path |
      | guest2    | 00-15-5D-00-00-07 | 10   | VF   |
    And "guest2" holds VF 1
    When "outside" sends a frame to the address 01-00-5E-00-00-05 tagged with VLAN 10
    Then "guest2" does not receive the frame
    When "outside" sends a frame to "db"
    Then "db" receives the frame
    And nobody else receives it
    And "guest2" and "db" exchange frames
    And "guest2" and "outside" exchange frames

    Examples:
      | listening   | mode                                                     |
      | promiscuous | the VF driver of "web" tries promiscuous mode            |
      | a group     | the VF driver of "web" joins the group 01-00-5E-00-00-05 |
