using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using ServerlessTraining.Domain;
using ServerlessTraining.Orchestration.Presets;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Presets;

public sealed class PresetSigningTests : IDisposable
{
    private readonly ScratchFolder folder = new();
    private readonly ECDsa own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa strange = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly PresetFile file = new(PresetSamples.Name, 3, "mine", PresetSamples.Whole(), null);

    public void Dispose()
    {
        folder.Dispose();
        own.Dispose();
        strange.Dispose();
    }

    [Fact]
    public void Sign_ThenRead_IsTrustedByWhoTrustsTheKey()
    {
        PresetFile signed = PresetFile.Read(Signing(own, null, required: false).Sign(file).Write(), "x.json");

        Assert.Null(Signing(null, own, required: true).Fault(signed, out PresetTrust trusted));
        Assert.Null(PresetSigning.None.Fault(signed, out PresetTrust unknown));
        Assert.Equal((PresetTrust.Trusted, PresetTrust.Unknown), (trusted, unknown));
        Assert.Equal("is signed with a key that is not among Presets__TrustedKeys", Signing(null, strange, required: true).Fault(signed, out _));
    }

    /// <summary>Also by whom nothing is required and nobody is known.</summary>
    [Fact]
    public void Fault_ChangedAfterItWasSigned_IsAlwaysRefused()
    {
        PresetFile signed = Signing(own, null, required: false).Sign(file);
        PresetFile[] changed =
        [
            signed with { Content = PresetSamples.Content(leaves: 32) }, signed with { Version = 4 }, signed with { Description = "yours" },
            signed with { Signature = signed.Signature! with { PublicKey = Convert.ToBase64String(strange.ExportSubjectPublicKeyInfo()) } },
            signed with { Signature = signed.Signature! with { Value = "AAAA" } },
        ];

        foreach (PresetFile one in changed)
        {
            Assert.Equal("has a signature that is not of its content: it was changed after it was signed", PresetSigning.None.Fault(one, out _));
        }
    }

    [Fact]
    public void Fault_NotSigned_IsRefusedOnlyWhereItMustBe()
    {
        Assert.Null(PresetSigning.None.Fault(file, out PresetTrust trust));
        Assert.Equal(PresetTrust.None, trust);
        Assert.Equal("is not signed, and Presets__RequireSignature asks for a trusted signature", Signing(null, own, required: true).Fault(file, out _));
    }

    [Fact]
    public void From_PemInTheSetting_IsTakenAsAFile() =>
        Assert.True(From(("Presets:SigningKey", own.ExportECPrivateKeyPem())).Signs);

    [Fact]
    public void From_BadSettings_TellsAllAndShowsNoKey()
    {
        using RSA rsa = RSA.Create(2048);
        string other = folder.Write("rsa.pem", rsa.ExportPkcs8PrivateKeyPem());
        string open = folder.Write("open.pem", own.ExportSubjectPublicKeyInfoPem());

        string trusted = Assert.Throws<ServerlessTrainingException>(
            () => From(("Presets:SigningKey", open), ("Presets:TrustedKeys", $"{other};missing.pem"), ("Presets:RequireSignature", "maybe"))).Message;

        Assert.Equal(
            "The signing of presets is not set up: Presets__SigningKey (open.pem) holds a public key; the private one is needed to sign; "
            + "Presets__TrustedKeys names the file 'missing.pem', which is not there; "
            + "Presets__TrustedKeys (rsa.pem) holds no key of the curve P-256 in PEM; make one: openssl ecparam -name prime256v1 -genkey -noout -out signing.pem; "
            + "Presets__RequireSignature is 'maybe'; true or false is allowed.",
            trusted);
        Assert.Equal(
            "The signing of presets is not set up: Presets__RequireSignature is true, but Presets__TrustedKeys names no key, so nothing could be imported.",
            Assert.Throws<ServerlessTrainingException>(() => From(("Presets:RequireSignature", "true"))).Message);
    }

    private PresetSigning Signing(ECDsa? key, ECDsa? trusted, bool required) => From(
        ("Presets:SigningKey", key is null ? null : folder.Write("own.pem", key.ExportECPrivateKeyPem())),
        ("Presets:TrustedKeys", trusted is null ? null : folder.Write("trusted.pem", trusted.ExportSubjectPublicKeyInfoPem())),
        ("Presets:RequireSignature", required ? "true" : null));

    private static PresetSigning From(params (string Name, string? Value)[] settings) =>
        PresetSigning.From(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, setting => setting.Value)).Build());
}
