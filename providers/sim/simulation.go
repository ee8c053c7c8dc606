package sim

import (
	"maps"
	"slices"

	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

// A simulation is what is simulated of one kind: how its objects are kept, what the
// console can change, and the operations that read and write them. A simulation
// without a kind has operations on objects of every kind.
type simulation struct {
	kind       *store.Kind
	form       form
	operations map[string]operation
}

// A form is what the console has to change the objects of a kind with. The zero
// form is none.
type form struct {
	noun    string   // of the kind's operations: CreateUser, DescribeUser, DeleteUser
	members []string // what can be changed, as requests to create or update it name it

	// fill stores the members that were given. It is nil if they are stored as they are.
	fill func(t *store.Tx, o *store.Object, given api.Members) error
}

// simulations is the list of all that is simulated. Tags and the console find an object
// by the kinds in it.
var simulations = []simulation{
	instanceSimulation, hoursSimulation, queueSimulation, groupSimulation, levelSimulation, securityProfileSimulation,
	routingProfileSimulation, userSimulation, statusSimulation, attributeSimulation, quickConnectSimulation,
	flowSimulation, moduleSimulation, numberSimulation, emailSimulation, agentSimulation, metricsSimulation, tagSimulation,
}

// kinds are the kinds whose objects a request or the console can name.
func kinds() []*store.Kind {
	var all []*store.Kind
	for _, s := range simulations {
		if s.kind != nil {
			all = append(all, s.kind)
		}
	}
	return all
}

// simulationNamed finds a simulation by its kind, if the console has a form for it.
func simulationNamed(name string) (simulation, error) {
	var names []string
	for _, s := range simulations {
		if s.form.noun == "" {
			continue
		}
		if s.kind.Title() == name {
			return s, nil
		}
		names = append(names, s.kind.Title())
	}
	return simulation{}, api.InvalidRequest("%v", unknown("kind", name, names))
}

// operations has every operation of Amazon Connect that is simulated, by its name.
var operations = func() map[string]operation {
	all := map[string]operation{}
	for _, s := range simulations {
		maps.Copy(all, s.operations)
	}
	return all
}()

// Operations lists the operations of Amazon Connect that are simulated, in order.
func Operations() []string { return slices.Sorted(maps.Keys(operations)) }
