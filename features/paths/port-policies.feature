@system
@needs:vf-path
@needs:port-policies
Feature: What the port of a partition forbids holds on the synthetic path alone

  Rule: Where the adapter lets policies rest that its NIC switch cannot enforce (ruling 27)

    Background:
      Given an SR-IOV adapter "NIC1" with these settings:
        | setting             | value     |
        | VFs                 | 4         |
        | unenforceablePolicy | suspended |
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path      |
        | web       | 00-15-5D-00-00-01 | 10   | VF        |
        | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |
      And the port of "web" gets these access control rules:
        | action | direction |
        | deny   | in        |
      And "web" uses the VF path

    @rule:PATH-VF-03
    Scenario: An access control list does not stop frames on the VF path
      When "outside" sends a frame to "web"
      Then the frame takes the path "outside > physical port > NIC switch > VF 1 > web"

    @rule:VF-DETACH-10
    @rule:PATH-VF-03
    @needs:failover
    Scenario: It applies again as soon as the VF is gone
      Given "outside" sends a frame to "web"
      And "web" receives the frame
      When the VF of "web" is detached
      And "outside" sends a frame to "web"
      Then "web" does not receive the frame
      And the frame is dropped because of "policy denied"
      When "web" sends a frame to "outside"
      Then "outside" receives the frame

    @rule:VF-DETACH-10
    @rule:VF-DETACH-09
    @needs:extensions
    Scenario: It applies again when a forwarding extension takes the VF away
      Given the forwarding extension "Policy" is installed on "External"
      And the extension "Policy" is turned on
      And "outside" sends a frame to "web"
      And "web" receives the frame
      When the extension "Policy" asks for the removal of the VF of "web"
      And "outside" sends a frame to "web"
      Then "web" does not receive the frame
      And the frame is dropped because of "policy denied"
      And the port of "web" has no VF assigned

  Rule: Where it does not, the VF is taken away while the policy is set

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path |
        | web       | 00-15-5D-00-00-01 | 10   | VF   |

    @rule:VF-DETACH-10
    Scenario: An access control list is never passed by
      Given "outside" sends a frame to "web"
      And "web" receives the frame
      When the port of "web" gets these access control rules:
        | action | direction |
        | deny   | in        |
      Then "web" uses the synthetic path
      And the port of "web" has no VF assigned
      When "outside" sends a frame to "web"
      Then "web" does not receive the frame
      When the port of "web" gets no access control rules
      Then "web" uses the VF path
      And "web" and "outside" exchange frames
