using System.Text.RegularExpressions;
using ServerlessTraining.Infra.Bicep;
using ServerlessTraining.Infra.Schemas;

namespace ServerlessTraining.Infra.Checks;

/// <summary>Whether expressions fit a schema. Values that the file does not tell are taken for good; lists of values are taken for complete, though Azure's are open.</summary>
internal sealed class SchemaCheck(List<string> faults)
{
    private static readonly TimeSpan PatternTime = TimeSpan.FromSeconds(1);

    /// <param name="place">Where it stands in its resource, for messages.</param>
    /// <param name="whole">Whether all that is required must be there; a part of a union need not have it.</param>
    public void Check(BicepNode node, SchemaType type, string place, BicepScope scope, bool whole = true)
    {
        switch (node)
        {
            case BicepLiteral { Value: null }:
                return;
            case BicepChoice choice:
                Check(choice.Then, type, place, scope, whole);
                if (choice.Else is { } other) Check(other, type, place, scope, whole);
                return;
            case BicepCall { Name: "union" } union:
                foreach (BicepNode part in union.Arguments) Check(part, type, place, scope, whole: false);
                return;
            case BicepCall { Name: "concat" } concat:
                foreach (BicepNode part in concat.Arguments) Check(part, type, place, scope, whole);
                return;
            case BicepLoop loop:
                if (type.Kind == "ArrayType") Check(loop.Body, type.Item, place + "[]", scope.Inside(loop));
                else Fault(node, place, scope, $"is a loop, {type.Kind} is needed");
                return;
            case BicepName or BicepMember or BicepIndex:
                CheckNamed(node, type, place, scope, whole);
                return;
            default:
                CheckValue(node, type, place, scope, whole);
                return;
        }
    }

    private void CheckNamed(BicepNode node, SchemaType type, string place, BicepScope scope, bool whole)
    {
        foreach (BicepNode value in scope.Values(node)) Check(value, type, place, scope, whole);
        if (node is not BicepName name || scope.IsLoopName(name.Name) || scope.File.Find("param", name.Name) is not { } param) return;
        bool fits = type.Kind switch
        {
            "StringType" or "StringLiteralType" => param.Type == "string",
            "IntegerType" => param.Type == "int",
            "BooleanType" => param.Type == "bool",
            "ArrayType" => param.Type == "array",
            "ObjectType" or "DiscriminatedObjectType" => param.Type == "object",
            _ => true,
        };
        if (!fits) Fault(node, place, scope, $"is the parameter {param.Name} of type {param.Type}, {type.Kind} is needed");
    }

    private void CheckValue(BicepNode node, SchemaType type, string place, BicepScope scope, bool whole)
    {
        switch (type.Kind)
        {
            case "StringType":
                CheckText(node, type, place, scope);
                break;
            case "StringLiteralType" or "UnionType":
                CheckListed(node, type, place, scope);
                break;
            case "IntegerType":
                CheckNumber(node, type, place, scope);
                break;
            case "BooleanType":
                if (node is BicepLiteral and not { Value: bool } or BicepTemplate or BicepObject or BicepArray) Fault(node, place, scope, "is no boolean");
                break;
            case "ArrayType":
                if (node is BicepArray array) CheckItems(array, type.Item, place, scope);
                else if (node is BicepLiteral or BicepTemplate or BicepObject) Fault(node, place, scope, "is no array");
                break;
            case "ObjectType":
                if (node is BicepObject one) CheckObject(one, type.Properties, type.Further, place, scope, whole);
                else if (node is BicepLiteral or BicepTemplate or BicepArray) Fault(node, place, scope, "is no object");
                break;
            case "DiscriminatedObjectType":
                if (node is BicepObject kind) CheckKind(kind, type, place, scope);
                break;
            case "AnyType":
                break;
            default:
                Fault(node, place, scope, $"has a schema of the kind {type.Kind}, which is not known here");
                break;
        }
    }

    private void CheckText(BicepNode node, SchemaType type, string place, BicepScope scope)
    {
        if (node is BicepObject or BicepArray or BicepLiteral and not { Value: string }) Fault(node, place, scope, "is no text");
        if (node is not BicepLiteral { Value: string text }) return;
        bool hasLength = text.Length >= (type.Number("minLength") ?? 0) && text.Length <= (type.Number("maxLength") ?? int.MaxValue);
        if (!hasLength) Fault(node, place, scope, $"'{text}' is too short or too long");
        if (type.Pattern is { } pattern && !Regex.IsMatch(text, pattern, RegexOptions.None, PatternTime)) Fault(node, place, scope, $"'{text}' does not match {pattern}");
    }

    private void CheckListed(BicepNode node, SchemaType type, string place, BicepScope scope)
    {
        string[] allowed = [.. (type.Kind == "UnionType" ? type.Elements : [type]).Select(one => one.Literal).OfType<string>()];
        if (allowed.Length == 0 || node is BicepTemplate or BicepCall or BicepOperation) return;
        if (node is not BicepLiteral { Value: string text } || !allowed.Contains(text)) Fault(node, place, scope, $"{Shown(node)} is none of {string.Join(", ", allowed)}");
    }

    private void CheckNumber(BicepNode node, SchemaType type, string place, BicepScope scope)
    {
        if (node is BicepLiteral and not { Value: long } or BicepTemplate or BicepObject or BicepArray) Fault(node, place, scope, "is no whole number");
        if (node is not BicepLiteral { Value: long number }) return;
        if (number < (type.Number("minValue") ?? long.MinValue) || number > (type.Number("maxValue") ?? long.MaxValue)) Fault(node, place, scope, $"{number} is out of its range");
    }

    private void CheckItems(BicepArray array, SchemaType item, string place, BicepScope scope)
    {
        foreach (BicepNode one in array.Items) Check(one, item, place + "[]", scope);
    }

    private void CheckKind(BicepObject node, SchemaType type, string place, BicepScope scope)
    {
        if (node.Find(type.Discriminator!) is not BicepLiteral { Value: string value } || !type.Kinds.TryGetValue(value, out SchemaType? kind))
        {
            Fault(node, place, scope, $"'{type.Discriminator}' must be one of {string.Join(", ", type.Kinds.Keys)}");
            return;
        }

        Dictionary<string, SchemaProperty> all = new(type.Properties);
        foreach ((string name, SchemaProperty property) in kind.Properties) all[name] = property;
        CheckObject(node, all, kind.Further, place, scope, whole: true);
    }

    private void CheckObject(BicepObject node, IReadOnlyDictionary<string, SchemaProperty> known, SchemaType? further, string place, BicepScope scope, bool whole)
    {
        foreach (BicepProperty given in node.Properties)
        {
            string inside = $"{place}.{given.Name ?? "*"}";
            if (given.Name is { } name && known.TryGetValue(name, out SchemaProperty? property))
            {
                if (property.IsReadOnly) Fault(given.Value, inside, scope, "is read-only");
                else Check(given.Value, property.Type(), inside, scope);
            }
            else if (further is not null)
            {
                Check(given.Value, further, inside, scope);
            }
            else
            {
                Fault(given.Value, inside, scope, $"is unknown; there are {string.Join(", ", known.Where(one => !one.Value.IsReadOnly).Select(one => one.Key))}");
            }
        }

        if (!whole) return;
        foreach ((string name, SchemaProperty property) in known)
        {
            if (property is { IsRequired: true, IsReadOnly: false } && node.Properties.All(given => given.Name != name)) Fault(node, $"{place}.{name}", scope, "is required");
        }
    }

    private static string Shown(BicepNode node) => node is BicepLiteral literal ? $"'{literal.Value}'" : "it";

    private void Fault(BicepNode node, string place, BicepScope scope, string what) => faults.Add($"{scope.File.Path}({node.Line}): {place} {what}");
}
