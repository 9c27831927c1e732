using System.Numerics;
using ServerlessTraining.Domain.Documents;

namespace ServerlessTraining.Domain.Grids;

/// <summary>A model type with the hyper-parameters to try.</summary>
public sealed class GridModel
{
    internal GridModel(string type, IEnumerable<HyperParameterChoice> choices)
    {
        Type = type;
        Choices = [.. choices.OrderBy(choice => choice.Name, StringComparer.Ordinal)];
    }

    public string Type { get; }

    /// <summary>Sorted by name, so that a document's key order changes nothing.</summary>
    public IReadOnlyList<HyperParameterChoice> Choices { get; }

    /// <summary>How many combinations <see cref="Variants"/> gives; it is known without making them.</summary>
    public BigInteger VariantCount => Choices.Aggregate(BigInteger.One, (product, choice) => product * choice.Values.Count);

    /// <summary>Every combination; the value of the last name changes fastest.</summary>
    public IEnumerable<HyperParameters> Variants()
    {
        int[] chosen = new int[Choices.Count];
        int place;
        do
        {
            yield return HyperParameters.Of(Choices.Select((choice, i) => KeyValuePair.Create(choice.Name, choice.Values[chosen[i]])));
            for (place = chosen.Length - 1; place >= 0 && ++chosen[place] == Choices[place].Values.Count; place--) chosen[place] = 0;
        }
        while (place >= 0);
    }

    internal static GridModel Read(DocumentValue value, GridVocabulary vocabulary) => value.Node is DocumentMapping
        ? value.Mapping(map => new GridModel(
            map.Required("type", type => type.OneOf(vocabulary.Models)),
            map.Optional("hyper_parameters", ReadChoices, [])))
        : new GridModel(value.OneOf(vocabulary.Models), []);

    /// <summary>A list means each of its values; a value that is itself a list is written in a list of its own.</summary>
    private static IReadOnlyList<HyperParameterChoice> ReadChoices(DocumentValue value)
    {
        var entries = value.Entries(values => values.OneOrMore(one => one.Canonical()));
        if (entries.Count > GridLimits.MaxHyperParameters)
        {
            value.Error($"there are {entries.Count} hyper-parameters, but at most {GridLimits.MaxHyperParameters} are allowed for a model");
        }

        return [.. entries.Select(entry => new HyperParameterChoice(entry.Key, entry.Value))];
    }
}
