@system
@needs:synthetic-path
@needs:spoof-policy
Feature: A port sends and receives only with addresses that its policy permits

  Background:
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | path      |
      | web       | 00-15-5D-00-00-01 | synthetic |
      | db        | 00-15-5D-00-00-02 | synthetic |
      | legacy    | 00-15-5D-00-00-03 | synthetic |

  Rule: Without spoofing and teaming the permanent address is the only one

    @rule:XSW-SEC-01
    @rule:XSW-SEC-03
    Scenario Outline: A new VM's frame to <to> with the source address <source> goes nowhere
      Given "web" and "db" exchange frames
      When "web" sends a frame to "<to>" with the source address <source>
      Then nobody receives the frame
      And the frame is dropped because of "spoofed source"
      And the switch port of "web" counts 1 more dropped frame

      Examples:
        | to      | source            |
        | db      | 00-15-5D-00-00-99 |
        | outside | 00-15-5D-00-00-99 |
        | db      | 00-15-5D-00-00-03 |
        | outside | 00-00-00-00-00-00 |

    @rule:XSW-SEC-05
    Scenario: An address that the guest gives itself does not move its traffic
      Given "web" and "db" exchange frames
      When the guest of "db" changes its MAC address to 00-15-5D-00-00-77
      Then the port of "db" uses the address 00-15-5D-00-00-02
      When "web" sends a frame to the address 00-15-5D-00-00-77
      Then "db" does not receive the frame
      When "web" sends a frame to the address 00-15-5D-00-00-02
      Then exactly these receive the frame:
        | receiver | frames |
        | db       | 1      |
      When "db" sends a frame to "web" with the source address 00-15-5D-00-00-77
      Then nobody receives the frame

    @rule:XSW-SEC-05
    Scenario: A guest cannot draw a neighbour's frames to itself by taking its address
      Given "legacy" and "db" exchange frames
      And "web" and "db" exchange frames
      When the guest of "web" changes its MAC address to 00-15-5D-00-00-02
      Then the port of "web" uses the address 00-15-5D-00-00-01
      When "legacy" sends a frame to "db"
      Then "db" receives the frame
      And "web" does not receive the frame

  Rule: With MAC spoofing any unicast address is good

    @rule:XSW-SEC-02
    Scenario Outline: With spoofing allowed a foreign source address reaches <to>
      Given MAC spoofing is turned on for "web"
      When "web" sends a frame to "<to>" with the source address 00-15-5D-00-00-99
      Then exactly these receive the frame:
        | receiver | frames |
        | <to>     | 1      |

      Examples:
        | to      |
        | db      |
        | outside |

    @rule:XSW-SEC-03
    Scenario Outline: Even with spoofing allowed <source> is nobody's source address
      Given MAC spoofing is turned on for "web"
      When "web" sends a frame to "db" with the source address 00-15-5D-00-00-99
      Then "db" receives the frame
      When "web" sends a frame to "db" with the source address <source>
      Then nobody receives the frame
      And the frame is dropped because of "spoofed source"

      Examples:
        | source            |
        | 01-00-5E-00-00-05 |
        | FF-FF-FF-FF-FF-FF |

    @rule:XSW-SEC-01
    Scenario: Spoofing that is turned off again is over
      Given MAC spoofing is turned on for "web"
      When "web" sends a frame to "db" with the source address 00-15-5D-00-00-99
      Then "db" receives the frame
      When MAC spoofing is turned off for "web"
      And "web" sends a frame to "db" with the source address 00-15-5D-00-00-99
      Then nobody receives the frame

    @rule:XSW-SEC-06
    @rule:XSW-FWD-21
    Scenario: With spoofing allowed the address set in the guest is the port's
      Given MAC spoofing is turned on for "db"
      When the guest of "db" changes its MAC address to 00-15-5D-00-00-77
      Then the port of "db" uses the address 00-15-5D-00-00-77
      When "web" sends a frame to the address 00-15-5D-00-00-77
      Then exactly these receive the frame:
        | receiver | frames |
        | db       | 1      |
      When MAC spoofing is turned off for "db"
      Then the port of "db" uses the address 00-15-5D-00-00-02

    @rule:XSW-SEC-06
    Scenario: A spoofing guest that takes a neighbour's address does not get the neighbour's frames
      Given MAC spoofing is turned on for "web"
      And "legacy" and "web" exchange frames
      When the guest of "web" changes its MAC address to 00-15-5D-00-00-02
      And "legacy" sends a frame to the address 00-15-5D-00-00-02
      Then exactly these receive the frame:
        | receiver | frames |
        | db       | 1      |

  Rule: With teaming a port may use what another port of its VM uses

    Background:
      Given these further network adapters are connected:
        | partition | adapter | MAC address       | switch   |
        | web       | second  | 00-15-5D-00-00-11 | External |

    @rule:XSW-SEC-04
    Scenario: A teamed port sends with the address of its VM's other port
      Given teaming is turned on for "web"
      When "web" sends a frame to "db" with the source address 00-15-5D-00-00-11
      Then "db" receives the frame
      When "web" sends a frame to "db" with the source address 00-15-5D-00-00-03
      Then nobody receives the frame
      And the frame is dropped because of "spoofed source"

    @rule:XSW-SEC-01
    Scenario: Without teaming the address of the VM's other port is a foreign one
      Given "web" and "db" exchange frames
      When "web" sends a frame to "db" with the source address 00-15-5D-00-00-11
      Then nobody receives the frame
      And the frame is dropped because of "spoofed source"

    @rule:XSW-SEC-07
    Scenario: An address that fails over to a teamed port is found there
      Given teaming is turned on for "web"
      Then the port of "web" uses the address 00-15-5D-00-00-01
      When the guest of "web" changes its MAC address to 00-15-5D-00-00-11
      Then the port of "web" uses the address 00-15-5D-00-00-11
      When "db" sends a frame to the address 00-15-5D-00-00-11
      Then exactly these receive the frame:
        | receiver | frames |
        | web      | 1      |

    @rule:XSW-SEC-07
    @rule:XSW-SEC-04
    Scenario: Nothing but an address of its own VM fails over to a teamed port
      Given teaming is turned on for "web"
      When the guest of "web" changes its MAC address to 00-15-5D-00-00-02
      Then the port of "web" uses the address 00-15-5D-00-00-01
      When "legacy" sends a frame to "db"
      Then exactly these receive the frame:
        | receiver | frames |
        | db       | 1      |
