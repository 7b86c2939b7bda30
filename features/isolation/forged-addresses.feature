@system
@isolation
Feature: A borrowed address gets its borrower nothing, and costs its owner nothing

  Background:
    Given an SR-IOV adapter "NIC1" with 6 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | web       | 00-15-5D-00-00-01 | 10   | VF        |
      | db        | 00-15-5D-00-00-02 | 10   | VF        |
      | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |
      | payroll   | 00-15-5D-00-00-04 | 20   | VF        |

  @rule:ISO-LAW-07
  @rule:XSW-SEC-01
  @rule:XSW-SEC-03
  Scenario Outline: With spoofing forbidden, what <sender> sends to <to> as <claimed> reaches nobody
    Given "<sender>" and "<to>" exchange frames
    When "<sender>" sends a frame to "<to>" in the name of "<claimed>"
    Then nobody receives the frame
    And "<sender>" and "<to>" exchange frames as before
    And "<claimed>" and "<other>" exchange frames as before

    Examples: from a VF
      | sender | to      | claimed       | other   |
      | web    | db      | outside       | db      |
      | web    | legacy  | db            | outside |
      | web    | outside | management OS | outside |

    @igb-short
    Examples: from a VF, as the synthetic neighbour
      | sender | to | claimed | other |
      | web    | db | legacy  | db    |

    Examples: from the synthetic path
      | sender | to  | claimed | other   |
      | legacy | db  | web     | outside |
      | legacy | web | outside | db      |

  @rule:ISO-LAW-07
  @rule:XSW-SEC-01
  @rule:XSW-SEC-03
  Scenario Outline: No address of a group and no address at all is a source: <sender> as <source>
    Given "<sender>" and "db" exchange frames
    When "<sender>" sends a frame to "db" with the source address <source>
    Then nobody receives the frame
    And "<sender>" and "db" exchange frames as before

    Examples: with spoofing forbidden
      | sender | source            |
      | web    | 01-00-5E-00-00-05 |
      | web    | 00-00-00-00-00-00 |
      | legacy | 01-00-5E-00-00-05 |

  @rule:XSW-SEC-03
  @needs:spoof-policy
  Scenario: Where spoofing is allowed to "legacy", 01-00-5E-00-00-05 is no source all the same
    Given MAC spoofing is turned on for "legacy"
    And "legacy" sends a frame to "db" with the source address 00-15-5D-00-00-99
    And "db" receives the frame
    When "legacy" sends a frame to "db" with the source address 01-00-5E-00-00-05
    Then nobody receives the frame
    And "db" and "outside" exchange frames

  @rule:ISO-LAW-07
  @rule:XSW-SEC-01
  Scenario Outline: A broadcast of <sender> under the address of a neighbour reaches nobody
    Given "db" and "outside" exchange frames
    When "<sender>" sends a frame to the address FF-FF-FF-FF-FF-FF with the source address <source>
    Then nobody receives the frame
    When "<sender>" sends a broadcast
    Then exactly these receive the frame:
      | receiver | frames |
      | <peer>   | 1      |
      | db       | 1      |
      | outside  | 1      |

    Examples:
      | sender | source            | peer   |
      | web    | 00-15-5D-00-00-02 | legacy |
      | legacy | 00-15-5D-00-00-02 | web    |

  @rule:ISO-LAW-01
  @rule:FORWARD-ISOLATE-03
  @rule:FORWARD-ISOLATE-05
  @rule:FORWARD-LOOKUP-01
  @needs:spoof-policy
  Scenario Outline: Even where <sender> may send as <claimed>, frames for <claimed> go where they went
    Given MAC spoofing is turned on for "<sender>"
    When "<sender>" sends a frame to "<to>" in the name of "<claimed>"
    Then "<to>" receives the frame
    When "<other>" sends a frame to "<claimed>"
    Then "<claimed>" receives the frame
    And nobody else receives it
    And "<claimed>" and "<other>" exchange frames as before

    Examples:
      | sender | claimed       | to      | other   |
      | web    | legacy        | outside | db      |
      | web    | management OS | db      | outside |
      | legacy | db            | outside | web     |
      | web    | db            | outside | legacy  |

  @rule:FORWARD-ISOLATE-05
  @rule:FORWARD-LOOKUP-01
  Scenario Outline: A station outside that calls itself <claimed> draws none of its frames
    When "outside" sends a frame to "<to>" in the name of "<claimed>"
    Then "<to>" receives the frame
    When "<other>" sends a frame to "<claimed>"
    Then "<claimed>" receives the frame
    And nobody else receives it
    And no frame leaves by the physical port

    Examples:
      | claimed | to  | other  |
      | web     | db  | legacy |
      | legacy  | web | db     |

  @rule:XSW-SEC-05
  @rule:FORWARD-ISOLATE-03
  @rule:ISO-LAW-01
  Scenario Outline: A guest that gives itself the address of <victim> gets none of its frames from <other>
    Given "<other>" and "<victim>" exchange frames
    And "web" and "outside" exchange frames
    When the guest of "web" tries the MAC address <address>
    Then no function but the VF of "web" was affected
    When "<other>" sends a frame to "<victim>"
    Then "<victim>" receives the frame
    And nobody else receives it
    When "web" sends a frame to "<other>" in the name of "<victim>"
    Then nobody receives the frame
    And "<other>" and "<victim>" exchange frames as before

    Examples:
      | victim  | address           | other   |
      | db      | 00-15-5D-00-00-02 | outside |
      | legacy  | 00-15-5D-00-00-03 | db      |
      | payroll | 00-15-5D-00-00-04 | outside |

  @rule:XSW-SEC-05
  @rule:ISO-LAW-06
  Scenario: A guest that gives itself an address that nobody has is not found there
    Given "web" and "outside" exchange frames
    When the guest of "web" tries the MAC address 00-15-5D-00-00-77
    And "outside" sends a frame to the address 00-15-5D-00-00-77 tagged with VLAN 10
    Then "web" does not receive the frame
    And "db" does not receive the frame
    And "db" and "outside" exchange frames
    When the guest of "web" tries the MAC address 00-15-5D-00-00-01
    Then "web" and "outside" exchange frames as before
    And "db" and "legacy" exchange frames as before

  @rule:ISO-LAW-06
  @rule:ISO-LAW-11
  @rule:FORWARD-ISOLATE-03
  @needs:spoof-policy
  Scenario: A guest that may spoof and takes the address of db takes none of its frames
    Given MAC spoofing is turned on for "web"
    And "outside" and "db" exchange frames
    When the guest of "web" tries the MAC address 00-15-5D-00-00-02
    And "outside" sends a frame to "db"
    Then "db" receives the frame
    And nobody else receives it
    And "db" and "legacy" exchange frames
