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
        ? value.Mapping(map =>
        {
            string type = map.Required("type", name => name.OneOf(vocabulary.Models));
            return map.Optional("hyper_parameters", choices => Checked(new GridModel(type, ReadChoices(choices)), choices, vocabulary), new GridModel(type, []));
        })
        : new GridModel(value.OneOf(vocabulary.Models), []);

    /// <summary>What the model type refuses is an error of the grid. More variants than a grid may have are refused by their number.</summary>
    private static GridModel Checked(GridModel model, DocumentValue place, GridVocabulary vocabulary)
    {
        if (vocabulary.Check is not { } check || !vocabulary.Models.Contains(model.Type, StringComparer.Ordinal) || model.VariantCount > GridLimits.MaxConfigurations) return model;
        var wrong = model.Variants().Select(Faults).Where(faults => faults.Count > 0).Take(DocumentErrors.Most);
        foreach (string fault in wrong.SelectMany(faults => faults).Distinct(StringComparer.Ordinal)) place.Error(fault);
        return model;

        IReadOnlyList<string> Faults(HyperParameters options)
        {
            try
            {
                check(model.Type, options);
                return [];
            }
            catch (DocumentException refused)
            {
                return [.. refused.Errors.Select(error => error.Path.Length == 0 ? error.Message : $"{error.Path}: {error.Message}")];
            }
        }
    }

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
