@driver
@isolation
Feature: A frame that is longer than an adapter or a VF takes reaches nobody, and what is as long as it may be arrives

  Rule: The adapter's limit

    Background:
      Given an SR-IOV adapter "NIC1" with these settings:
        | setting      | value |
        | VFs          | 4     |
        | maxFrameSize | 1000  |
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path      |
        | web       | 00-15-5D-00-00-01 |      | VF        |
        | db        | 00-15-5D-00-00-02 |      | VF        |
        | legacy    | 00-15-5D-00-00-03 |      | synthetic |
        | payroll   | 00-15-5D-00-00-04 | 20   | VF        |
        | ledger    | 00-15-5D-00-00-05 | 20   | VF        |

    @rule:ISO-LAW-06
    Scenario Outline: Of 1000 bytes a frame of <from> reaches <to>, of <size> it reaches nobody
      When "<from>" sends a frame of 1000 bytes to "<to>"
      Then "<to>" receives the frame
      When "<from>" sends a frame of <size> bytes to "<to>"
      Then nobody receives the frame
      And the frame is dropped because of "frame too long"

      Examples: From a VF
        | from | to      | size |
        | web  | db      | 1001 |
        | web  | db      | 1004 |
        | web  | db      | 1005 |
        | web  | legacy  | 1001 |
        | web  | legacy  | 1004 |
        | web  | outside | 1001 |
        | web  | outside | 1004 |

      Examples: From the PF's side
        | from   | to      | size |
        | legacy | web     | 1001 |
        | legacy | web     | 1004 |
        | legacy | outside | 1004 |

      Examples: From the wire
        | from    | to     | size |
        | outside | web    | 1001 |
        | outside | web    | 1004 |
        | outside | legacy | 1004 |

      Examples: From a VF whose VPort puts a tag on it
        | from    | to      | size |
        | payroll | ledger  | 1001 |
        | payroll | ledger  | 1004 |
        | payroll | outside | 1001 |
        | payroll | outside | 1004 |

    @rule:ISO-LAW-06
    Scenario Outline: Tagged on the wire, a frame that is too long without its tag reaches nobody: <size> bytes with it
      When "outside" sends a frame of 1000 bytes to "payroll"
      Then "payroll" receives the frame
      When "outside" sends a frame of <size> bytes to "payroll"
      Then nobody receives the frame
      And the frame is dropped because of "frame too long"

      Examples:
        | size |
        | 1005 |
        | 1008 |

  Rule: A VF's own limit

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path |
        | web       | 00-15-5D-00-00-01 | 10   | VF   |
        | db        | 00-15-5D-00-00-02 | 10   | VF   |
        | store     | 00-15-5D-00-00-03 | 10   | VF   |

    @rule:ISO-LAW-06
    @rule:ISO-LAW-01
    @rule:ISO-VF-03
    @needs:registers
    Scenario Outline: With a limit of 100 bytes of its own a VF takes and sends none of <size>, and its neighbours do
      Given 0x0 is written to register 0x0 of BAR 0 of the VF of "web"
      And 0x64 is written to register 0x8 of BAR 0 of the VF of "web"
      And 0x3 is written to register 0x0 of BAR 0 of the VF of "web"
      When "db" sends a frame of 100 bytes to "web"
      Then "web" receives the frame
      When "db" sends a frame of <size> bytes to "web"
      Then nobody receives the frame
      And the frame is dropped because of "frame too long"
      When "web" sends a frame of 100 bytes to "db"
      Then "db" receives the frame
      When "web" sends a frame of <size> bytes to "db"
      Then nobody receives the frame
      And the frame is dropped because of "frame too long"
      When "store" sends a frame of <size> bytes to "db"
      Then "db" receives the frame

      Examples:
        | size |
        | 101  |
        | 104  |
        | 105  |
