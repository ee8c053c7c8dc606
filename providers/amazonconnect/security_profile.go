package amazonconnect

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/schema"
)

var (
	securityKind        = kindOf("security_profile")
	securityPermissions = securityKind.Set("permissions")
	securityDescription = securityKind.Set("description")
	securityBasics      = securityKind.Every().Minus(securityPermissions)
)

var securityProfiles = &api[schema.SecurityProfile]{
	kind:     securityKind,
	system:   []string{"Admin", "Agent", "CallCenterManager", "QualityAnalyst"},
	title:    func(p *schema.SecurityProfile) string { return p.Name },
	reads:    reading{"ListSecurityProfiles", "SearchSecurityProfiles", "DescribeSecurityProfile"},
	listed:   listSecurityProfiles,
	search:   searchSecurityProfiles,
	describe: describeSecurityProfile,
	details:  []detail[schema.SecurityProfile]{{attrs: securityPermissions, op: "ListSecurityProfilePermissions", read: readPermissions}},
	creates:  "CreateSecurityProfile",
	make:     createSecurityProfile,
	updates: []update[schema.SecurityProfile]{
		{attrs: securityDescription.Union(securityPermissions), op: "UpdateSecurityProfile", call: updateSecurityProfile},
	},
	word:    "security-profile",
	tags:    func(p *schema.SecurityProfile) map[string]string { return p.Tags },
	deletes: "DeleteSecurityProfile",
	destroy: func(ctx context.Context, c *Client, id string) error {
		_, err := c.api.DeleteSecurityProfile(ctx, &connect.DeleteSecurityProfileInput{InstanceId: &c.instance.ID, SecurityProfileId: &id})
		return err
	},
}

func listSecurityProfiles(ctx context.Context, c *Client, found func(entry)) error {
	in := &connect.ListSecurityProfilesInput{InstanceId: &c.instance.ID, MaxResults: aws.Int32(listPage)}
	return pages(ctx, connect.NewListSecurityProfilesPaginator(c.api, in), func(out *connect.ListSecurityProfilesOutput) error {
		return every(out.SecurityProfileSummaryList, func(s *types.SecurityProfileSummary) error {
			found(entry{aws.ToString(s.Id), aws.ToString(s.Name)})
			return nil
		})
	})
}

func searchSecurityProfiles(ctx context.Context, c *Client, found func(object[schema.SecurityProfile])) error {
	in := &connect.SearchSecurityProfilesInput{InstanceId: &c.instance.ID, MaxResults: aws.Int32(smallPage)}
	return pages(ctx, connect.NewSearchSecurityProfilesPaginator(c.api, in), func(out *connect.SearchSecurityProfilesOutput) error {
		return every(out.SecurityProfiles, func(p *types.SecurityProfileSearchSummary) error {
			found(readSecurityProfile(p.Id, p.SecurityProfileName, p.Description, p.Tags))
			return nil
		})
	})
}

func describeSecurityProfile(ctx context.Context, c *Client, id string) (o object[schema.SecurityProfile], err error) {
	out, err := c.api.DescribeSecurityProfile(ctx, &connect.DescribeSecurityProfileInput{InstanceId: &c.instance.ID, SecurityProfileId: &id})
	if err != nil || out.SecurityProfile == nil {
		return o, err
	}
	p := out.SecurityProfile
	return readSecurityProfile(&id, p.SecurityProfileName, p.Description, p.Tags), nil
}

func readSecurityProfile(id, name, description *string, tags map[string]string) object[schema.SecurityProfile] {
	return object[schema.SecurityProfile]{
		id: aws.ToString(id), given: securityBasics, record: recordOf(tags),
		body: &schema.SecurityProfile{Name: aws.ToString(name), Description: aws.ToString(description), Tags: visible(tags)},
	}
}

func readPermissions(ctx context.Context, c *Client, id string, p *schema.SecurityProfile) error {
	in := &connect.ListSecurityProfilePermissionsInput{InstanceId: &c.instance.ID, SecurityProfileId: &id, MaxResults: aws.Int32(listPage)}
	err := pages(ctx, connect.NewListSecurityProfilePermissionsPaginator(c.api, in), func(out *connect.ListSecurityProfilePermissionsOutput) error {
		p.Permissions = append(p.Permissions, out.Permissions...)
		return nil
	})
	p.Permissions = schema.SortedSet(p.Permissions)
	return err
}

func createSecurityProfile(ctx context.Context, c *Client, want object[schema.SecurityProfile]) (string, error) {
	out, err := c.once.CreateSecurityProfile(ctx, &connect.CreateSecurityProfileInput{
		InstanceId:          &c.instance.ID,
		SecurityProfileName: &want.body.Name,
		Description:         filled(want.body.Description),
		Permissions:         want.body.Permissions,
		Tags:                createTags(want.body.Tags, want.record),
	})
	if err != nil {
		return "", err
	}
	return aws.ToString(out.SecurityProfileId), nil
}

// updateSecurityProfile sends what changes and nothing else: what a profile
// restricts, and members that this client does not know, stay as they are.
func updateSecurityProfile(ctx context.Context, c *Client, ch change[schema.SecurityProfile]) error {
	in := &connect.UpdateSecurityProfileInput{InstanceId: &c.instance.ID, SecurityProfileId: &ch.id}
	if ch.attrs.And(securityDescription) != 0 {
		in.Description = &ch.after.Description // empty clears it
	}
	if ch.attrs.And(securityPermissions) != 0 {
		in.Permissions = append([]string{}, ch.after.Permissions...) // empty, not nil, clears them
	}
	_, err := c.api.UpdateSecurityProfile(ctx, in)
	return err
}
