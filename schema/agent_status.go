package schema

import "github.com/callwright/callwright/schema/diag"

// An AgentStatus is a status that agents can choose, such as Available or Lunch.
type AgentStatus struct {
	Name         string
	Description  string
	State        string // "enabled" or "disabled"
	DisplayOrder int    // 1 is first; 0 for no place
	Tags         map[string]string
}

// agentStatus follows the Amazon Connect API reference, CreateAgentStatus and
// UpdateAgentStatus. No operation deletes a status, and an instance holds at most 50, a
// quota that cannot be raised (Amazon Connect service quotas).
var agentStatus = Define(Kind{
	Name:  "agent_status",
	Doc:   "A status that agents can set for themselves, such as a break. The service cannot delete one: when its block is removed, callwright disables it, which hides it from agents, and stops managing it.",
	Label: "name",
	Quota: 50,

	RetiredBy: "state",
}, []Field[AgentStatus]{
	String("name", "The name; defaults to for_each's key or the label.", func(s *AgentStatus) *string { return &s.Name }).Code('n').
		Required().Length(127),
	String("description", "What the status is for.", func(s *AgentStatus) *string { return &s.Description }).Code('d').
		Length(250),
	String("state", "Whether agents can choose it. A block that does not set it leaves it as it is, so taking over a disabled status does not enable it.", func(s *AgentStatus) *string { return &s.State }).Code('s').
		OneOf("enabled", "disabled"),
	Int("display_order", "Its position in the agents' list, from 1; 0 puts it after all that have a position.", func(s *AgentStatus) *int { return &s.DisplayOrder }).Code('o').
		Range(0, 50, ""),
	tags(func(s *AgentStatus) *map[string]string { return &s.Tags }),
})

func (s *AgentStatus) naturalKey() string { return s.Name }

// created sets what callwright gives a new status, because the API needs a state.
func (s *AgentStatus) created() { s.State = "enabled" }

func (s *AgentStatus) retired() bool { return s.State == "disabled" }

func (s *AgentStatus) retire() { s.State = "disabled" }

// conflicts refuses to disable a status that every instance has.
func (s *AgentStatus) conflicts(after *Resource, _ *State) []diag.Problem {
	if after == nil || after.Live == nil || !after.System || s.State != "disabled" {
		return nil
	}
	return []diag.Problem{diag.BuiltInStatus.On("state", "The agent status %q is built into every instance, so it cannot be disabled. Remove state from its block.", s.Name)}
}
