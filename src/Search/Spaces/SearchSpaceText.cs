using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessTraining.Domain.Documents;

namespace ServerlessTraining.Search.Spaces;

/// <summary>Spaces and points as JSON:
/// <code>{"boosting":{"choices":["gbdt","dart"]},"drop_rate":{"low":0,"high":0.5,"when":{"boosting":["dart"]}},"num_leaves":{"low":8,"high":128,"log":true,"whole":true}}</code>
/// The order of the keys means nothing: a space that was read has its parameters by name, but the one that a condition looks at before the one that has the condition. So the
/// same space gives the same search however it was written.</summary>
public static class SearchSpaceText
{
    private const string PointSource = "The hyper-parameters";

    /// <param name="source">Begins the text of an error.</param>
    /// <exception cref="DocumentException">Everything that is wrong, with its place.</exception>
    public static SearchSpace Parse(string json, string source) => DocumentReader.Read(JsonDocumentReader.Read(json, source), source, SearchSpaceReader.Read)!;

    /// <summary>Canonical: one text for one space.</summary>
    public static string Write(SearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        JsonObject parameters = [];
        foreach (SearchParameter parameter in space.Parameters) parameters[parameter.Name] = Json(parameter);
        return CanonicalJson.Write(parameters);
    }

    /// <summary>A canonical object of hyper-parameters, as the model types read it; what is not chosen is left out.</summary>
    public static string PointText(SearchSpace space, SearchPoint point)
    {
        ArgumentNullException.ThrowIfNull(space);
        space.Check(point);
        JsonObject values = [];
        for (int i = 0; i < point.Count; i++)
        {
            if (point.IsActive(i)) values[space.Parameters[i].Name] = space.Parameters[i] is ChoiceParameter choice ? JsonNode.Parse(choice.Choices[(int)point[i]]) : point[i];
        }

        return CanonicalJson.Write(values);
    }

    /// <exception cref="DocumentException">Everything that keeps it from being a point of the space.</exception>
    public static SearchPoint ReadPoint(SearchSpace space, string json)
    {
        ArgumentNullException.ThrowIfNull(space);
        return DocumentReader.Read(JsonDocumentReader.Read(json, PointSource), PointSource, root => root.Mapping(map => ReadPoint(space, map)))!;
    }

    private static SearchPoint ReadPoint(SearchSpace space, MappingReader map)
    {
        double[] values = new double[space.Parameters.Count];
        bool[] unknown = new bool[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            SearchParameter parameter = space.Parameters[i];
            int parent = space.ParentOf(i);
            bool wrong = parent >= 0 && unknown[parent];
            double? value = wrong || !space.IsActive(i, values)
                ? map.Optional(parameter.Name, found => wrong ? null : NotChosen(found, parameter.When!), null)
                : map.Required(parameter.Name, found => ReadValue(found, parameter));
            unknown[i] = wrong || value is null && space.IsActive(i, values);
            values[i] = value ?? double.NaN;
        }

        return new SearchPoint(values);
    }

    private static double? ReadValue(DocumentValue value, SearchParameter parameter)
    {
        if (parameter is WholeParameter whole) return value.WholeNumber(whole.Low, whole.High);
        if (parameter is RealParameter real) return value.Number(real.Low, real.High);
        IReadOnlyList<string> choices = ((ChoiceParameter)parameter).Choices;
        string chosen = value.Node is DocumentScalar ? value.Canonical() : "";
        for (int i = 0; i < choices.Count; i++)
        {
            if (choices[i] == chosen) return i;
        }

        value.Error($"must be one of {parameter.Allowed}, but is {value.Node.Describe()}");
        return null;
    }

    private static double? NotChosen(DocumentValue value, SearchCondition when)
    {
        value.Error($"is chosen only where {when.Parameter} is {string.Join(" or ", when.Choices)}; leave it out here");
        return null;
    }

    private static JsonObject Json(SearchParameter parameter)
    {
        JsonObject json = parameter switch
        {
            ChoiceParameter choice => new JsonObject { ["choices"] = Scalars(choice.Choices) },
            WholeParameter whole => new JsonObject { ["low"] = whole.Low, ["high"] = whole.High, ["whole"] = true },
            RealParameter real => new JsonObject { ["low"] = real.Low, ["high"] = real.High },
            _ => throw new NotSupportedException(string.Create(CultureInfo.InvariantCulture, $"A parameter of the type {parameter.GetType().Name} has no JSON.")),
        };
        if (parameter is RealParameter { Log: true } or WholeParameter { Log: true }) json["log"] = true;
        if (parameter.When is { } when) json["when"] = new JsonObject { [when.Parameter] = Scalars(when.Choices) };
        return json;
    }

    private static JsonArray Scalars(IEnumerable<string> choices) => [.. choices.Select(choice => JsonNode.Parse(choice))];
}
