using System.Collections.Frozen;
using System.Text;

namespace ServerlessTraining.Domain.Presets;

/// <summary>The one table between model types, as configurations name them, and the words that preset names show. Immutable:
/// <see cref="With"/> makes a larger table.</summary>
public sealed class ArchitectureNames
{
    /// <summary>What an ensemble of presets has in the place of a model type. It is in no list of model types: nothing trains it but its members.</summary>
    public const string EnsembleType = "ensemble";

    /// <summary>The word of <see cref="EnsembleType"/>.</summary>
    public const string EnsembleWord = "Ensemble";

    private readonly FrozenDictionary<string, string> wordOf;
    private readonly FrozenDictionary<string, string> typeOf;

    private ArchitectureNames(IEnumerable<KeyValuePair<string, string>> words)
    {
        wordOf = words.ToFrozenDictionary(StringComparer.Ordinal);
        // Two words that differ only in case would be one file where names ignore case.
        typeOf = wordOf.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The model types of the product.</summary>
    public static ArchitectureNames Default { get; } = new(new Dictionary<string, string>
    {
        ["lstm2head"] = "LSTM2Head",
        ["lightgbm"] = "LightGBM",
        ["xgboost"] = "XGBoost",
        ["random_forest"] = "RandomForest",
        ["gradient_boosting"] = "GradientBoosting",
        ["linear_regression"] = "LinearRegression",
        ["ridge"] = "Ridge",
        ["lasso"] = "Lasso",
        ["elasticnet"] = "ElasticNet",
        [EnsembleType] = EnsembleWord,
    });

    /// <summary>What can be trained.</summary>
    public IReadOnlyCollection<string> ModelTypes => [.. wordOf.Keys.Where(type => type != EnsembleType)];

    /// <summary>Adds own model types, each with its name in PascalCase as its word. Everything that is wrong is reported at once.</summary>
    public ArchitectureNames With(IEnumerable<string> modelTypes)
    {
        ArgumentNullException.ThrowIfNull(modelTypes);
        Dictionary<string, string> words = new(wordOf);
        Dictionary<string, string> taken = new(typeOf, StringComparer.OrdinalIgnoreCase);
        Faults faults = new("The model types cannot be named");
        foreach (string type in modelTypes)
        {
            if (!IsModelType(type))
            {
                faults.Add($"'{type}' is not a name for a model type, allowed are lower-case letters and digits in parts that begin with a letter, "
                    + "joined by '_', as in my_model");
            }
            else if (words.ContainsKey(type))
            {
                faults.Add($"'{type}' is there already");
            }
            else if (taken.TryGetValue(PascalCase(type), out string? other))
            {
                faults.Add($"'{type}' would be {PascalCase(type)} in preset names, which is {words[other]} of '{other}' but for upper and lower case: "
                    + "choose another name");
            }
            else
            {
                words.Add(type, PascalCase(type));
                taken.Add(PascalCase(type), type);
            }
        }

        faults.Throw();
        return new ArchitectureNames(words);
    }

    /// <summary>The word in preset names: `lstm2head` is LSTM2Head.</summary>
    public string WordOf(string modelType) => wordOf.TryGetValue(modelType, out string? word)
        ? word
        : throw new ServerlessTrainingException($"'{modelType}' is not a known model type. Known are {Sorted(ModelTypes)}.");

    public string ModelTypeOf(string word) => typeOf.TryGetValue(word, out string? type) && wordOf[type] == word
        ? type
        : throw new ServerlessTrainingException($"'{word}' is not a known architecture. Known are {Sorted(wordOf.Values)}.");

    /// <summary>Whether a type and a word may stand together: as the table has them, or, where it has neither, any.</summary>
    internal bool Fit(string modelType, string word) =>
        wordOf.TryGetValue(modelType, out string? own) ? own == word : IsModelType(modelType) && !typeOf.ContainsKey(word) && PascalCase(modelType) == word;

    /// <summary>The table's spelling of a word that is written in other upper and lower case; null where the word is not in the
    /// table.</summary>
    internal string? SpellingOf(string word) => typeOf.TryGetValue(word, out string? type) ? wordOf[type] : null;

    internal static bool IsLowerOrDigit(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c);

    private static string Sorted(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal));

    private static bool IsModelType(string type) =>
        type.Split('_').All(part => part.Length > 0 && char.IsAsciiLetterLower(part[0]) && part.All(IsLowerOrDigit));

    private static string PascalCase(string type)
    {
        StringBuilder word = new(type.Length);
        foreach (string part in type.Split('_')) word.Append(char.ToUpperInvariant(part[0])).Append(part.AsSpan(1));
        return word.ToString();
    }
}
