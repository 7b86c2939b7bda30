@system
@isolation
Feature: A frame reaches exactly those to whom it is due

  Background:
    Given an SR-IOV adapter "NIC1" with 6 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | web       | 00-15-5D-00-00-01 | 10   | VF        |
      | db        | 00-15-5D-00-00-02 | 10   | VF        |
      | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |
      | payroll   | 00-15-5D-00-00-04 | 20   | VF        |
      | archive   | 00-15-5D-00-00-05 | 20   | synthetic |

  @rule:ISO-LAW-06
  @rule:ARCH-COMP-03
  @rule:PATH-VF-05
  @rule:PATH-VF-06
  @rule:PATH-VF-07
  @rule:ARCH-COMP-15
  Scenario Outline: The path between <from> and <to>
    When "<from>" sends a frame to "<to>"
    Then the frame takes the path "<path>"
    And nobody else receives it

    Examples:
      | from    | to      | path                                                                          |
      | web     | db      | web > VF 1 > NIC switch > VF 2 > db                                           |
      | web     | legacy  | web > VF 1 > NIC switch > default VPort > PF > External > legacy              |
      | legacy  | web     | legacy > External > PF > default VPort > NIC switch > VF 1 > web              |
      | web     | outside | web > VF 1 > NIC switch > physical port                                       |
      | outside | web     | outside > physical port > NIC switch > VF 1 > web                             |
      | legacy  | outside | legacy > External > PF > default VPort > NIC switch > physical port           |
      | outside | legacy  | outside > physical port > NIC switch > default VPort > PF > External > legacy |
      | payroll | archive | payroll > VF 3 > NIC switch > default VPort > PF > External > archive         |

  @rule:ISO-LAW-06
  @rule:FORWARD-LOOP-04
  Scenario Outline: Nothing crosses from VLAN 10 to VLAN 20: <from> to <to>
    Given "web" and "legacy" exchange frames
    And "payroll" and "archive" exchange frames
    When "<from>" sends a frame to "<to>"
    Then "<to>" does not receive the frame

    Examples:
      | from   | to      |
      | web    | payroll |
      | web    | archive |
      | legacy | payroll |
      | legacy | archive |

  @rule:ISO-LAW-06
  Scenario: A broadcast goes once to everyone of its VLAN, to the wire, and never back
    When "web" sends a broadcast
    Then exactly these receive the frame:
      | receiver | frames |
      | db       | 1      |
      | legacy   | 1      |
      | outside  | 1      |

  @rule:ISO-LAW-06
  Scenario: A broadcast from the wire stays in its VLAN
    When "outside" sends a broadcast tagged with VLAN 20
    Then exactly these receive the frame:
      | receiver | frames |
      | payroll  | 1      |
      | archive  | 1      |

  @rule:ISO-LAW-06
  Scenario: A group's frames reach only those who joined it
    When the VF driver of "db" joins the group 01-00-5E-00-00-05
    And "web" sends a frame to the address 01-00-5E-00-00-05
    Then exactly these receive the frame:
      | receiver | frames |
      | db       | 1      |
      | legacy   | 1      |
      | outside  | 1      |

  @rule:ISO-LAW-06
  Scenario: An unknown address from a VF goes to the wire alone
    When "web" sends a frame to the address 00-15-5D-00-0F-FF
    Then exactly these receive the frame:
      | receiver | frames |
      | outside  | 1      |
