package connectpath

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/callwright/callwright/providers"
)

// A directory translates between names and ids of groups and users. It lists them when
// somebody first needs a name, and remembers what this client makes. It is safe for
// concurrent use.
type directory struct {
	driver driver

	loading providers.Turn // held while a first list is read, so that it is read once
	syncing providers.Turn // held while users are synchronised

	mu     sync.Mutex
	groups map[string]string // names by id; nil until groups were listed
	users  map[string]string // ids by username; nil until users were listed
}

// newDirectory returns an empty directory.
func newDirectory(d driver) *directory {
	return &directory{driver: d, loading: providers.NewTurn(), syncing: providers.NewTurn()}
}

// listGroups lists the groups, and remembers their names.
func (d *directory) listGroups(ctx context.Context) ([]group, error) {
	groups, err := d.driver.groups(ctx)
	if err != nil {
		return nil, err
	}
	names := make(map[string]string, len(groups))
	for _, g := range groups {
		names[g.ID] = g.Name
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.groups = names
	return groups, nil
}

// listUsers lists the users, and remembers their ids.
func (d *directory) listUsers(ctx context.Context) ([]user, error) {
	users, err := d.driver.users(ctx)
	if err != nil {
		return nil, err
	}
	ids := make(map[string]string, len(users))
	for _, u := range users {
		ids[u.username] = u.id
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.users = ids
	return users, nil
}

// once loads what is not loaded yet. Callers who need it at the same time wait for the
// one that loads it, instead of loading it too.
func (d *directory) once(ctx context.Context, loaded func() bool, load func() error) error {
	locked := func() bool {
		d.mu.Lock()
		defer d.mu.Unlock()
		return loaded()
	}
	if locked() {
		return nil
	}
	return d.loading.While(ctx, func() error {
		if locked() {
			return nil
		}
		return load()
	})
}

// loadGroups lists the groups, unless they were listed.
func (d *directory) loadGroups(ctx context.Context) error {
	return d.once(ctx, func() bool { return d.groups != nil }, func() error {
		_, err := d.listGroups(ctx)
		return err
	})
}

// groupID returns the id of the group of that name.
func (d *directory) groupID(ctx context.Context, name string) (string, error) {
	if err := d.loadGroups(ctx); err != nil {
		return "", err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	for id, n := range d.groups {
		if n == name {
			return id, nil
		}
	}
	return "", fmt.Errorf("permission_group %q: %w", name, providers.ErrNotFound)
}

// groupName returns the name of the group of that id. Somebody may have made the group
// after the groups were listed, so an unknown id is looked up.
func (d *directory) groupName(ctx context.Context, id string) (string, error) {
	if err := d.loadGroups(ctx); err != nil {
		return "", err
	}
	d.mu.Lock()
	name, known := d.groups[id]
	d.mu.Unlock()
	if known {
		return name, nil
	}
	g, err := d.driver.group(ctx, id)
	if err != nil {
		return "", err
	}
	d.rememberGroup(id, g.Name)
	return g.Name, nil
}

// rememberGroup keeps the name of a group that was made or renamed.
func (d *directory) rememberGroup(id, name string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.groups != nil {
		d.groups[id] = name
	}
}

// forgetGroup forgets a group that was deleted, so that nobody is put into it.
func (d *directory) forgetGroup(id string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.groups, id)
}

// userID returns the id of a user whom ConnectPath knows.
func (d *directory) userID(ctx context.Context, name string) (string, error) {
	err := d.once(ctx, func() bool { return d.users != nil }, func() error {
		_, err := d.listUsers(ctx)
		return err
	})
	if err != nil {
		return "", err
	}
	d.mu.Lock()
	id, known := d.users[name]
	d.mu.Unlock()
	if !known {
		return "", fmt.Errorf("ConnectPath does not know the user %q: %w", name, providers.ErrNotFound)
	}
	return id, nil
}

// isUnlisted reports that the users were listed, and that this one was not among them. It
// does no I/O.
func (d *directory) isUnlisted(name string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	_, known := d.users[name]
	return d.users != nil && !known
}

// currentUser reads a user by name, and makes the user known if ConnectPath does not know
// one of that name. Somebody may have deleted "ada" and made her again since the users were
// listed. She has another id then, so the old one is forgotten.
func (d *directory) currentUser(ctx context.Context, name string) (user, error) {
	id, err := d.knownUser(ctx, name)
	if err != nil {
		return user{}, err
	}
	u, err := d.driver.user(ctx, id)
	if !errors.Is(err, providers.ErrNotFound) {
		return u, err
	}
	d.mu.Lock()
	delete(d.users, name)
	d.mu.Unlock()
	if id, err = d.knownUser(ctx, name); err != nil {
		return user{}, err
	}
	return d.driver.user(ctx, id)
}

// knownUser returns the id of a user, and synchronises users if ConnectPath does not know
// that one. A synchronisation takes all users: the first caller makes it, and the others,
// who waited meanwhile, find their users known.
func (d *directory) knownUser(ctx context.Context, name string) (string, error) {
	id, err := d.userID(ctx, name)
	if !errors.Is(err, providers.ErrNotFound) {
		return id, err
	}
	err = d.syncing.While(ctx, func() error {
		_, again := d.userID(ctx, name)
		if !errors.Is(again, providers.ErrNotFound) {
			return again
		}
		if again = d.driver.syncUsers(ctx); again != nil {
			return again
		}
		_, again = d.listUsers(ctx)
		return again
	})
	if err != nil {
		return "", err
	}
	return d.userID(ctx, name)
}
