package sim

import (
	"slices"
	"sync"

	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

// loaded is the model, for tests.
func loaded() *api.Model {
	m, err := loadModel()
	if err != nil {
		panic(err)
	}
	return m
}

// undeclared are exceptions that an operation answers although the model does
// not list them for it. The documentation of ResourceInUseException names
// DeleteHoursOfOperation, and a quota is stated for the pairs of a profile. The
// documentation of UserAttributeFilter names AccessDeniedException.
var undeclared = []string{
	"DeleteHoursOfOperation ResourceInUseException",
	"AssociateRoutingProfileQueues LimitExceededException",
	"SearchUsers AccessDeniedException",
}

// Declares tells whether an operation may answer with an exception.
func Declares(operation, exception string) bool {
	if _, common := api.CommonStatus[exception]; common || exception == "" {
		return exception != api.InternalServiceException
	}
	o, ok := loaded().Operations[operation]
	return !ok || o.Declares(exception) || slices.Contains(undeclared, operation+" "+exception)
}

var answered sync.Map

// Record notes which answers of which operations the tests have seen.
func Record(c Call) { answered.Store(c.Operation+" "+c.Error, true) }

func recorded(operation, exception string) bool {
	_, ok := answered.Load(operation + " " + exception)
	return ok
}

// AddEmails gives the instance more e-mail addresses.
func (s *Server) AddEmails(addresses ...string) error {
	return s.store.Change(func(t *store.Tx) error {
		for _, address := range addresses {
			if err := t.Create(&store.Object{Kind: emails, Body: api.Members{"EmailAddress": address}}); err != nil {
				return err
			}
		}
		return nil
	})
}

// Remembered is how many changes searches may still have to undo.
func (s *Server) Remembered() (n int, err error) {
	err = s.store.View(func(t *store.Tx) (err error) {
		n, err = t.Count(`SELECT count(*) FROM undo`)
		return err
	})
	return n, err
}
