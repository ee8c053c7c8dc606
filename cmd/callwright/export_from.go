package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/cmd/internal/file"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/consolecsv"
	"github.com/callwright/callwright/schema/snapshot"
	"github.com/callwright/callwright/schema/terraform"
)

// otherFiles are the files of other tools that an export can be made from, by flag. At most
// one is not "".
type otherFiles struct {
	terraform string // what terraform show -json prints
	console   string // the CSV file of users that the console takes and gives
}

// flags adds the flags to the command.
func (o *otherFiles) flags(c *cobra.Command) {
	c.Flags().StringVar(&o.terraform, "from-terraform", "", "export the objects of a Terraform state: `FILE` has what terraform show -json prints")
	c.Flags().StringVar(&o.console, "from-console-csv", "", "export the users in the CSV `FILE` that Amazon Connect's console imports users from")
}

// An original is what an export is made from. The snapshot may know more objects by name than it
// has to export.
type original struct {
	*snapshot.Snapshot
	objects   *schema.State               // to export
	addresses map[schema.Name]schema.Addr // the addresses that objects have in another tool
	of        string                      // what it is of, for messages; "" if the contact centre was read, or a snapshot of it
	notes     []string                    // what could not be converted, and what to do about it
}

// read returns what the export is made from: everything that the contact centre has, a
// snapshot, or the file of another tool.
func (e *exportCommand) read(ctx context.Context, site engine.Site) (*original, error) {
	switch {
	case e.from.terraform != "":
		return promptly(ctx, e.readTerraform)
	case e.from.console != "":
		return promptly(ctx, e.readConsoleCSV)
	case e.live != "":
		taken, err := promptly(ctx, func() (*snapshot.Snapshot, error) { return readSnapshot(e.folder, e.live) })
		return ofSnapshot(taken, err)
	}
	return ofSnapshot(takeSnapshot(ctx, e.app, site, ""))
}

// ofSnapshot returns an original that is a snapshot, or its error.
func ofSnapshot(taken *snapshot.Snapshot, err error) (*original, error) {
	if err != nil {
		return nil, err
	}
	return &original{Snapshot: taken, objects: taken.State}, nil
}

// readTerraform reads a Terraform state. --instance says which instance, if there are several.
func (e *exportCommand) readTerraform() (*original, error) {
	path := e.from.terraform
	text, err := file.Read(e.folder.path(path), file.MaxPlan)
	if err != nil {
		return nil, usage("--from-terraform: %v", err)
	}
	r, err := terraform.Read(bytes.NewReader(text), e.where.instance)
	if several, ok := errors.AsType[*terraform.InstancesError](err); ok {
		return nil, usage("%s: %s. Name one: --instance %s", plan.Clean(path), plan.Clean(several.Error()), plan.Clean(several.IDs[0]))
	}
	if err != nil {
		return nil, usage("%s: %s", plan.Clean(path), plan.Clean(err.Error()))
	}
	if e.where.region != "" {
		r.Instance.Region = e.where.region
	}
	o := &original{
		Snapshot: &snapshot.Snapshot{Instance: r.Instance, State: r.Known}, objects: r.State, addresses: r.Addresses, of: "the Terraform state",
	}
	o.notes = unconverted(r.Left)
	if r.Passwords > 0 {
		o.notes = append(o.notes, fmt.Sprintf("left out %s, which the state has in plain text. Users keep their passwords; for new users, use callwright apply --initial-passwords FILE",
			impact.Count(r.Passwords, "password")))
	}
	return o, nil
}

// unconverted returns a note for each reason why something was not converted.
func unconverted(left []terraform.Left) []string {
	of := map[string][]string{}
	var reasons []string
	for _, l := range left {
		reason := l.Reason
		if l.Attr != "" {
			reason = "its " + l.Attr + ": " + l.Reason
		}
		if of[reason] == nil {
			reasons = append(reasons, reason)
		}
		of[reason] = append(of[reason], plan.Clean(l.Address))
	}
	notes := make([]string, len(reasons))
	for i, reason := range reasons {
		notes[i] = fmt.Sprintf("not converted: %s: %s", impact.ShortList(of[reason]), plan.Clean(strings.TrimSuffix(reason, ".")))
	}
	return notes
}

// readConsoleCSV reads users from a CSV file of the console.
func (e *exportCommand) readConsoleCSV() (*original, error) {
	path := e.from.console
	text, err := file.Read(e.folder.path(path), file.MaxPlan)
	if err != nil {
		return nil, usage("--from-console-csv: %v", err)
	}
	r, err := consolecsv.Read(path, text)
	if err != nil {
		return nil, usage("%s", plan.Clean(err.Error()))
	}
	in := schema.Instance{ID: e.where.instance, Name: cmp.Or(e.where.instance, "the contact centre"), Provider: "amazonconnect"}
	o := &original{Snapshot: &snapshot.Snapshot{Instance: in, State: r.Known}, objects: r.State, of: plan.Clean(path)}
	if r.Passwords > 0 {
		o.notes = append(o.notes, fmt.Sprintf("left out %s. Users keep their passwords; for new users: callwright apply --initial-passwords %s", impact.Count(r.Passwords, "password"), plan.Clean(path)))
	}
	return o, nil
}
