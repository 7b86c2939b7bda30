# A first feature. Run it with: npx bulkhead run
# Every sentence that you can use: npx bulkhead steps
@system
Feature: Two partitions with a VF each talk to each other

  Background:
    Given an SR-IOV adapter "NIC1" with 8 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path |
      | web       | 00-15-5D-00-00-01 | 10   | VF   |
      | db        | 00-15-5D-00-00-02 | 10   | VF   |

  @rule:PATH-VF-06
  Scenario: The NIC switch forwards between two VFs without the extensible switch
    When "web" sends a frame to "db"
    Then the frame takes the path "web > VF 1 > NIC switch > VF 2 > db"
    And nobody else receives it

  @rule:ISO-LAW-02
  Scenario: A reset of one VF leaves the other alone
    When the VF of "web" is reset
    Then no function but the VF of "web" was affected
