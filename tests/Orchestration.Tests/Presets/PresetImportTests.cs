using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Models;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Presets;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Presets;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Presets;

[Collection(ApiTests.Name)]
public sealed class PresetImportTests(ApiServer api)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private PresetImport Import => api.Get<PresetImport>();

    private PresetService Presets => api.Get<PresetService>();

    [Fact]
    public async Task Import_HostileFiles_AreAllRefusedWithTheirReasonAndNothingIsWritten()
    {
        (string What, byte[] Bytes, string Reason)[] hostile = [.. HostileFiles.All()];
        int before = await RowsAsync();

        PresetImport quiet = new(api.Get<PresetStore>(), api.Get<ModelTypes>(), PresetSigning.None, api.Clock, NullLogger<PresetImport>.Instance);
        List<string> wrong = [];
        foreach ((string what, byte[] bytes, string reason) in hostile)
        {
            RequestException? refused = await Record.ExceptionAsync(() => quiet.ImportAsync(bytes, null, "save", Cancel)) as RequestException;
            bool isTold = refused is { Status: 400 } && refused.Message.Contains(reason, StringComparison.Ordinal);
            if (!isTold) wrong.Add($"{what} must be refused with '{reason}', but: {refused?.Message ?? "it was not"}");
        }

        Assert.Empty(wrong);
        Assert.True(hostile.Length >= 200, $"only {hostile.Length} files");
        Assert.Equal(before, await RowsAsync());
    }

    /// <summary>Its hash need not be there, so it does not stand for the options.</summary>
    [Fact]
    public async Task Import_OptionThatTheModelTypeDoesNotKnow_IsRefusedWithIt()
    {
        JsonNode file = JsonNode.Parse(HostileFiles.Good())!;
        file["content"]!.AsObject().Remove("config_hash");
        file["content"]!["hyper_parameters"] = new JsonObject { ["num_leavs"] = 31 };

        RequestException refused = await Assert.ThrowsAsync<RequestException>(
            () => Import.ImportAsync(JsonSerializer.SerializeToUtf8Bytes(file), PresetName.Parse("IMPQ_1h_v2_LightGBM_multi_h1-3"), "1", Cancel));

        Assert.Contains("The file cannot be trained: The hyper-parameter set of lightgbm has 1 error:", refused.Message, StringComparison.Ordinal);
        Assert.Contains("num_leavs: this key is not known; did you mean 'num_leaves'?", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_GoodFile_IsTheNextVersionAndMarkedAsImported()
    {
        PresetName name = PresetName.Parse("IMPA_1h_v2_LightGBM_multi_h1-3");
        await Presets.SaveAsync(name, PresetSamples.Content(name), "own", "1", Cancel);

        PresetImportReport report = await Import.ImportAsync(HostileFiles.Good(), name, "2", Cancel);

        Assert.Equal(new PresetImported(name.Text, 2, PresetSamples.Name.Text, 3, PresetTrust.None), Assert.Single(report.Presets));
        (StoredPreset stored, PresetContent content) = await Presets.GetAsync(name, null, Cancel);
        Assert.Equal(("imported, version 3 there: good", PresetStatus.Imported), (stored.Description, content.Status));
        Assert.Equal(PresetSamples.Whole().ConfigHash, content.ConfigHash);
        Assert.Equal(2, (await Import.ImportAsync(HostileFiles.Good(), name, "2", Cancel)).Presets[0].Version);
    }

    [Fact]
    public async Task Import_DeletedName_IsShownAgain()
    {
        PresetName name = PresetName.Parse("IMPB_1h_v2_LightGBM_multi_h1-3");
        await Presets.SaveAsync(name, PresetSamples.Content(name), "own", "1", Cancel);
        await Presets.DeleteAsync(name, "old", "2", Cancel);

        await Import.ImportAsync(HostileFiles.Good(), name, "3", Cancel);

        Assert.Equal((2, false), ((await Presets.GetAsync(name, null, Cancel)).Stored.Version, (await Presets.HistoryAsync(name, Cancel)).Deleted));
    }

    [Fact]
    public async Task Import_ExportedEnsemble_BringsItsMembersAndNamesTheirVersionsHere()
    {
        PresetName one = PresetName.Parse("IMPC_1h_v2_LightGBM_multi_h1-3");
        PresetName two = PresetName.Parse("IMPC_1h_v2_Ridge_multi_h1-3");
        PresetName whole = PresetName.Parse("IMPC_1h_v2_Ensemble_multi_h1-3");
        await Presets.SaveAsync(one, PresetSamples.Content(one), "first", "1", Cancel);
        await Presets.SaveAsync(two, PresetSamples.Content(two), "first", "1", Cancel);
        PresetEnsembleRequest request = new(null, [new(one, null, null), new(two, null, null)], "both", null, PresetWeighting.Equal);
        await api.Get<PresetEnsembles>().SaveAsync(request, "1", Cancel);
        byte[] zip = await api.Get<PresetExport>().ZipAsync([whole], Cancel);

        PresetImportReport report = await Import.ImportAsync(zip, null, "2", Cancel);

        Assert.Equal([whole.Text, one.Text, two.Text], report.Presets.Select(preset => preset.Name));
        Assert.All(report.Presets, preset => Assert.Equal((2, 1), (preset.Version, preset.FileVersion)));
        Assert.Equal([(one.Text, 2, 0.5), (two.Text, 2, 0.5)], (await Presets.GetAsync(whole, null, Cancel)).Content.Members!.Select(m => (m.Name, m.Version, m.Weight)));
    }

    [Fact]
    public async Task Import_EnsembleWithoutItsMembers_IsRefused()
    {
        PresetName name = PresetName.Parse("IMPD_1h_v2_Ensemble_multi_h1-3");
        PresetContent content = PresetSamples.Ensemble(new PresetMember("IMPD_1h_v2_LightGBM_multi_h1-3", 1, 0.5), new PresetMember("IMPD_1h_v2_Ridge_multi_h1-3", 1, 0.5));

        RequestException refused = await Assert.ThrowsAsync<RequestException>(() => Import.ImportAsync(new PresetFile(name, 1, "alone", content, null).Write(), null, "1", Cancel));

        Assert.Contains("which is neither here nor in the archive; export them together", refused.Message, StringComparison.Ordinal);
        Assert.Null(await Presets.FindAsync(name, null, Cancel));
    }

    [Fact]
    public async Task Import_OverHttp_TakesJsonAndZipAndRefusesTheRest()
    {
        byte[] good = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(HostileFiles.Good()).Replace("BTCUSDT", "IMPE", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.Created, (await PostAsync(good, "application/json")).Status);
        (HttpStatusCode status, JsonNode answer) = await PostAsync(HostileFiles.Zip(("IMPE_1h_v2_LightGBM_multi_h1-3.json", good)), "application/zip");
        Assert.Equal((HttpStatusCode.Created, 2, "none"), (status, (int)answer["presets"]![0]!["version"]!, (string)answer["presets"]![0]!["trust"]!));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await PostAsync(good, "text/plain")).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync(new byte[(1 << 20) + 1], "application/json")).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync(new byte[(16 << 20) + 1], "application/zip")).Status);
    }

    private async Task<(HttpStatusCode Status, JsonNode Answer)> PostAsync(byte[] body, string type)
    {
        using HttpClient http = new();
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(api.Url, "/api/presets/import")) { Content = new ByteArrayContent(body) };
        request.Headers.Add("x-functions-key", ApiServer.Key);
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        // A server that refuses by the length answers before it has read.
        request.Headers.ExpectContinue = true;
        using HttpResponseMessage response = await http.SendAsync(request, Cancel);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!);
    }

    private async Task<int> RowsAsync()
    {
        int rows = 0;
        foreach (string table in (string[])[StorageNames.Tables.Presets, StorageNames.Tables.PresetHistory])
        {
            rows += await api.Get<StorageClients>().Table(table).QueryAsync(new TableQuery(), Cancel).CountAsync(Cancel);
        }

        return rows;
    }
}
