using System.Text;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Models.Linear;

namespace ServerlessTraining.Models.Tests.Linear;

public sealed class LinearRefusalTests
{
    [Theory]
    [InlineData(LinearFamily.Ridge, """{"alhpa":1}""", "alhpa: this key is not known; did you mean 'alpha'?")]
    [InlineData(LinearFamily.Ridge, """{"alpha":-1}""", "alpha: must be a number of at least 0 and at most 1000000000000, but is -1")]
    [InlineData(LinearFamily.Ridge, """{"l1_ratio":0.5}""", "l1_ratio: this key is not known")]
    [InlineData(LinearFamily.Ridge, """{"alpha_noise":0.5}""", "alpha_noise: this key is not known")]
    [InlineData(LinearFamily.LinearRegression, """{"alpha":1}""", "alpha: this key is not known")]
    [InlineData(LinearFamily.Lasso, """{"l1_ratio":1}""", "l1_ratio: this key is not known")]
    [InlineData(LinearFamily.ElasticNet, """{"l1_ratio":1.5}""", "l1_ratio: must be a number of at least 0 and at most 1, but is 1.5")]
    [InlineData(LinearFamily.ElasticNet, """{"tol":1}""", "tol: must be a number of at least 1e-14 and at most 0.1, but is 1")]
    [InlineData(LinearFamily.ElasticNet, """{"max_iterations":0}""", "max_iterations: must be a whole number from 1 to 1000000, but is 0")]
    [InlineData(LinearFamily.ElasticNet, """{"fit_intercept":1}""", "fit_intercept: must be true or false, but is 1")]
    [InlineData(LinearFamily.Lasso, """{"alpha":1,"alpha_noise":1}""", "alpha and alpha_noise both set the penalty; leave one out")]
    public void Train_WrongOption_SaysWhichAndWhatIsAllowed(LinearFamily family, string options, string expected)
    {
        string text = Assert.ThrowsAny<ServerlessTrainingException>(() => LinearData.Random(1, 20, 2).Fit(family, LinearData.Return, options)).Message;

        Assert.Contains(expected, text, StringComparison.Ordinal);
        Assert.StartsWith($"The hyper-parameter set of {new LinearTrainer(family).ModelType}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_OneClass_IsRefusedByName()
    {
        LinearData data = LinearData.Random(1, 20, 2);

        string text = Assert.Throws<ServerlessTrainingException>(() => (data with { Y = new double[20] }).Fit(LinearFamily.Ridge, LinearData.Direction)).Message;

        Assert.Contains("all labels of direction_h1 in fit are 0; two classes are needed", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_OtherFeatures_IsRefusedByName()
    {
        LinearData data = LinearData.Random(1, 20, 2);
        using IModel model = LinearData.Train(LinearFamily.Ridge, data.Request(LinearData.Return));
        FeatureMatrix other = new(["f0", "g"], new double[4], 0);

        string text = Assert.Throws<ServerlessTrainingException>(() => model.Predict(other, new RowRange(0, 2), LinearData.Return, new double[2])).Message;

        Assert.Contains("missing: f1; not known to it: g", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"format\": 1", "\"format\": 2", "format: must be a whole number from 1 to 1, but is 2")]
    [InlineData("\"ridge\"", "\"lasso\"", "model_type: must be one of ridge, but is")]
    [InlineData("return_h1", "return_h2", "targets[0].target: must be one of return_h1, but is")]
    [InlineData("\"intercept\": ", "\"intercept\": 1e999, \"was\": ", "targets[0].intercept: must be a number, but is 1e999")]
    [InlineData("\"intercept\": ", "\"intercept\": 1, \"was\": ", "targets[0].was: this key is not known")]
    [InlineData("\"coefficients\": [", "\"coefficients\": [ 1,", "targets[0].coefficients: must have 2 numbers, one a feature, but has 3")]
    [InlineData("\"coefficients\": [", "\"coefficients\": [ null, ", "targets[0].coefficients[0]: must be a number")]
    [InlineData("\"targets\": [", "\"targets\": [], \"were\": [", "targets: must have 1 targets (return_h1), but has 0")]
    public void Load_ChangedFile_SaysWhere(string old, string changed, string expected)
    {
        LinearTrainer trainer = new(LinearFamily.Ridge);
        using IModel model = LinearData.Train(LinearFamily.Ridge, LinearData.Random(1, 20, 2).Request(LinearData.Return));
        string file = Encoding.UTF8.GetString(model.ToFiles()["linear.json"]);
        Assert.Contains(old, file, StringComparison.Ordinal);
        byte[] bytes = Encoding.UTF8.GetBytes(file.Replace(old, changed, StringComparison.Ordinal));

        string text = Assert.ThrowsAny<ServerlessTrainingException>(() => trainer.Load(Saved(model, new Dictionary<string, byte[]> { ["linear.json"] = bytes }))).Message;

        Assert.Contains(expected, text, StringComparison.Ordinal);
        Assert.StartsWith("linear.json", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OtherFiles_SaysWhatIsThere()
    {
        LinearTrainer trainer = new(LinearFamily.Ridge);
        using IModel model = LinearData.Train(LinearFamily.Ridge, LinearData.Random(1, 20, 2).Request(LinearData.Return));

        string text = Assert.Throws<ServerlessTrainingException>(() => trainer.Load(Saved(model, new Dictionary<string, byte[]> { ["model.txt"] = [] }))).Message;

        Assert.Equal("A ridge model has one file, linear.json, but these were found: model.txt.", text);
    }

    private static SavedModel Saved(IModel model, Dictionary<string, byte[]> files) => new(model.FeatureNames, model.Targets, model.Report, files);
}
