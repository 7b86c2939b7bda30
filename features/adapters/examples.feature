@system
@needs:adapter-profiles
Feature: What holds on the reference adapter holds on adapters as they are sold

  Rule: Adapters of the list

    @rule:PATH-VF-05
    @rule:PATH-VF-06
    @rule:PATH-VF-07
    @rule:ISO-LAW-06
    Scenario Outline: On <adapter>, frames take the ways of the architecture
      Given an SR-IOV adapter like "<adapter>"
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path      |
        | web       | 00-15-5D-00-00-01 | 10   | VF        |
        | db        | 00-15-5D-00-00-02 | 10   | VF        |
        | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |
      When "web" sends a frame to "db"
      Then the frame takes the path "web > VF 1 > NIC switch > VF 2 > db"
      And nobody else receives it
      When "web" sends a frame to "legacy"
      Then the frame takes the path "web > VF 1 > NIC switch > default VPort > PF > External > legacy"
      And nobody else receives it
      When "outside" sends a frame to "db"
      Then the frame takes the path "outside > physical port > NIC switch > VF 2 > db"
      And nobody else receives it
      When "web" sends a broadcast
      Then exactly these receive the frame:
        | receiver | frames |
        | db       | 1      |
        | legacy   | 1      |
        | outside  | 1      |

      Examples:
        | adapter               |
        | intel-82576           |
        | intel-82599es         |
        | intel-xl710-q1        |
        | intel-e810-4port      |
        | mellanox-connectx3    |
        | mellanox-connectx5-ex |
        | nvidia-bluefield2     |
        | broadcom-bcm57810     |
        | hisilicon-hns3        |
        | corigine-nfp-4000     |

    @rule:ISO-LAW-02
    @rule:ISO-VF-05
    @needs:vf-reset
    Scenario Outline: On <adapter>, a VF's reset leaves its neighbours alone
      Given an SR-IOV adapter like "<adapter>"
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path      |
        | web       | 00-15-5D-00-00-01 | 10   | VF        |
        | db        | 00-15-5D-00-00-02 | 10   | VF        |
        | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |
      And "db" and "legacy" exchange frames
      When the VF of "web" is reset
      Then no function but the VF of "web" was affected
      And "db" and "legacy" exchange frames as before

      Examples:
        | adapter            |
        | intel-82576        |
        | intel-xl710-q2     |
        | mellanox-connectx3 |
        | broadcom-bcm57810  |
        | hisilicon-hns3     |

    Scenario Outline: <adapter> has a VF for <vfs> partitions and none for the next
      Given an SR-IOV adapter "NIC1" like "<adapter>" with <vfs> VFs
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path |
        | web       | 00-15-5D-00-00-01 | 10   | VF   |
        | db        | 00-15-5D-00-00-02 | 10   | VF   |
        | shop      | 00-15-5D-00-00-03 | 10   | VF   |
      Then exactly <vfs> partitions hold a VF
      And "shop" uses the synthetic path
      And "web" and "shop" exchange frames

      Examples:
        | adapter            | vfs |
        | intel-82576        | 2   |
        | mellanox-connectx5 | 2   |
        | qemu-igb           | 1   |

  Rule: An adapter that lspci described

    @rule:PATH-VF-05
    @rule:PATH-VF-07
    Scenario: The main examples run on it
      Given the SR-IOV adapter described by "qemu-igb.lspci.txt"
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path      |
        | web       | 00-15-5D-00-00-01 | 10   | VF        |
        | db        | 00-15-5D-00-00-02 | 10   | VF        |
        | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |
      When "web" sends a frame to "db"
      Then the frame takes the path "web > VF 1 > NIC switch > VF 2 > db"
      And nobody else receives it
      When "legacy" sends a frame to "web"
      Then the frame takes the path "legacy > External > PF > default VPort > NIC switch > VF 1 > web"
      And nobody else receives it
      When the VF of "web" is reset
      Then no function but the VF of "web" was affected
      And "db" and "legacy" exchange frames as before
