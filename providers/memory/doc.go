// Package memory is a provider that keeps its objects in memory, for tests of plan and apply.
//
// It enforces the rules that every service has, and none that only one service has: names
// are unique, references are to objects that exist, and an object that another refers to
// cannot be deleted. It passes the contract of package providertest, as the clients of real
// services do.
//
// For example, a test of an apply that fails half-way:
//
//	p := memory.New(hours, queue)
//	p.Before = func(operation string, r *schema.Resource) error {
//		if operation == "delete" {
//			return errors.New("the service is down")
//		}
//		return nil
//	}
//
// The test applies a plan to p, and then looks at what p holds.
package memory
