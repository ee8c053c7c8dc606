// Package engine plans a configuration against a contact centre, and carries the plan
// out. It uses no terminal, no flags and no environment variables: callers pass everything
// in, so that one process can make several plans at once.
//
// The terms:
//
//   - A [Target] says where a configuration is and which variables, environment and scope
//     to plan it with. Loading it gives a [Configuration].
//   - A [Site] says where a contact centre is. Opening it gives a [Service].
//   - A [Source] gives the live state, and reads single objects again when a plan needs
//     more attributes of them. A Service is a source over the network; a [Memory] is one
//     for tests and saved states.
//   - A [Review] is a plan, what it means, and what is wrong with it. It can be shown,
//     saved and applied; [ReadReview] reads a saved one back.
//   - A [Result] says how applying a review ended.
//   - A [Watch] is told about all of this while it happens, to show progress.
//
// For example, these lines plan and apply the configuration in /etc/centre:
//
//	target := &engine.Target{Files: os.DirFS("/etc/centre"), Folder: ".", Place: "/etc/centre"}
//	c := target.Load(ctx)
//	s, err := engine.Open(ctx, c.Site(), engine.Access{})
//	review, err := c.Plan(ctx, s.Source(), engine.Watch{})
//	result, err := review.Apply(ctx, s.Provider, engine.Run{Place: target.Place, ID: "first"})
package engine
