using System.Text.Json;
using ServerlessTraining.Domain;

namespace ServerlessTraining.Models.XgBoost;

/// <summary>XGBoost's model as JSON.</summary>
internal static class XgBoostJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private static readonly string[] Objectives = ["binary:logistic", "reg:squarederror"];

    /// <summary>Refuses what is not whole, or not a model of this product. XGBoost itself takes other formats by their first bytes, parses as deep as the text goes, and follows
    /// parents, children and features wherever they lead.</summary>
    public static void Check(ReadOnlyMemory<byte> file)
    {
        try
        {
            // XGBoost looks at these two bytes to tell JSON from its binary formats.
            if (!file.Span.StartsWith("{\""u8)) throw Broken("it is not JSON");
            using JsonDocument document = JsonDocument.Parse(file, Strict);
            CheckLearner(document.RootElement.GetProperty("learner"));
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Broken(error.Message.ReplaceLineEndings(" ").TrimEnd('.'), error);
        }
    }

    /// <summary>Of a file that is not whole.</summary>
    public static ServerlessTrainingException Broken(string what, Exception? cause = null) =>
        new($"This is not a whole XGBoost model: {what}. Take the file from where the model was stored, or restore the model from its recipe.", cause!);

    /// <summary>XGBoost writes its parameters as texts.</summary>
    public static int Parameter(JsonElement parameters, string name, int least, int most) =>
        int.TryParse(parameters.GetProperty(name).GetString(), out int value) && value >= least && value <= most
            ? value
            : throw Broken($"{name} is {parameters.GetProperty(name).GetString()}, which is no whole number from {least} to {most}");

    private static void CheckLearner(JsonElement learner)
    {
        JsonElement parameters = learner.GetProperty("learner_model_param");
        int features = Parameter(parameters, "num_feature", 1, int.MaxValue);
        _ = Parameter(parameters, "num_class", 0, 0);
        _ = Parameter(parameters, "num_target", 1, 1);
        if (!Objectives.Contains(learner.GetProperty("objective").GetProperty("name").GetString())) throw Broken($"the objective is none of {string.Join(", ", Objectives)}");
        if (learner.GetProperty("feature_types").GetArrayLength() > 0) throw Broken("its features have types");
        JsonElement booster = learner.GetProperty("gradient_booster");
        if (booster.GetProperty("name").GetString() != "gbtree") throw Broken("it has no trees");
        JsonElement model = booster.GetProperty("model");
        JsonElement trees = model.GetProperty("trees");
        JsonElement counts = model.GetProperty("gbtree_model_param");
        _ = Parameter(counts, "num_trees", trees.GetArrayLength(), trees.GetArrayLength());
        _ = Parameter(counts, "num_parallel_tree", 1, 1);
        _ = Parameter(counts, "size_leaf_vector", 0, 0);
        int[] groups = XgBoostTreeJson.WholeNumbers(model, "tree_info", trees.GetArrayLength(), 0, 0);
        if (groups.Length == 0) throw Broken("it has no trees");
        foreach ((int index, JsonElement tree) in trees.EnumerateArray().Index())
        {
            // XGBoost puts each tree where its id says; a place that stays free ends the process.
            if (tree.GetProperty("id").GetInt32() != index) throw Broken($"tree {index} has the id {tree.GetProperty("id").GetInt32()}");
            XgBoostTreeJson.Check(tree, features);
        }
    }
}
