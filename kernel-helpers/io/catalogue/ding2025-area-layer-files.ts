import type { ModelFiles } from './ding2025-words.js';

/** Lengths and checksums of the files of the models fitted by area and layer. */
export const areaLayerFiles: ModelFiles = {
  emtrends: [
    [
      'in_silico_sig_corr_cvt-ld_density_control',
      4_889,
      'a8c43fb874fc05799f4a267239d8f00b68be396000dbb9ee1f47d2a170dc7edc',
    ],
    [
      'in_silico_sig_corr_cvt-synapse_density',
      4_753,
      '11b15541277fc33ff569148acf41d50572403f446145b9437baa68a85d8ca3d6',
    ],
    ['in_vivo_sig_corr-ld_density_control', 4_778, '07220f77daf7f5181e36e31d047d8cf1378d1977d463b8842193f90d69839632'],
    ['in_vivo_sig_corr-synapse_density', 4_616, '650df23bb7246124e8fba4d61541d65a0c9a29edf1543c736ed7eae4562f07ec'],
    [
      'readout_similarity_cvt-ld_density_control',
      4_878,
      'e1377d14ac9183310a89fe31f697c95e12b8615ee643271a85a8ad5872708cbd',
    ],
    [
      'readout_similarity_cvt-synapse_density',
      4_740,
      '4fc54d0f5fd3382276a85d4c02fab56595d841cbc7e195dd0f0dae5297e62679',
    ],
    [
      'readout_location_distance_cvt-ld_density_control',
      5_119,
      '9a06b8ba16967796fb6bc901842086804e996d9c865664a2709475b1727a1619',
    ],
    [
      'readout_location_distance_cvt-synapse_density',
      5_042,
      'e60c723899fca91e75693deef6f1b17d419f04c0a31bb27be441bcf32b39474d',
    ],
    [
      'readout_location_distance_sta-ld_density_control',
      5_271,
      'd923a9123017cf7342f0e87946efd16e0416c6a48f5c70c9426aa05fa1619be6',
    ],
    [
      'readout_location_distance_sta-synapse_density',
      5_102,
      'e2a31d87789e232ab7871ff3933f838ddad15b8184692f305f77dc3c5b0967d0',
    ],
    [
      'delta_ori_cvt_monet_full-ld_density_control',
      2_862,
      'd68d85927b8efce434a78abaa71843798e404287da6a9ffd75c793f4940bd27d',
    ],
    [
      'delta_ori_cvt_monet_full-synapse_density',
      2_783,
      '5ad7a6bda0bdc23b8d1cc73193f2ec79db00934dd7f40673216078980d51b281',
    ],
    ['delta_ori_iv-ld_density_control', 3_902, 'a68259979367c0f5ae3a99146b8fe5fe2bdbc05dc43cb999793c11bd1f9eaf17'],
    ['delta_ori_iv-synapse_density', 3_775, 'beb3864d5ab1141d76b3761bd3cab9c8fac0b8b50c72cd8ef723e0d274732238'],
  ],
  pairwise: [
    [
      'in_silico_sig_corr_cvt-ld_density_control',
      43_058,
      '91e8578b83a22a4024f6266bd50240252a73715e14e1cfb119e4380f72dd8f23',
    ],
    [
      'in_silico_sig_corr_cvt-synapse_density',
      41_562,
      '81db8882eb35b3f7a2d3f5c242b9e0fec07adf78d81ea7e4f24de69e76e94e60',
    ],
    ['in_vivo_sig_corr-ld_density_control', 41_337, '0caa60e665e69cad4050ea8c4482dff1438cc8bc3c5f810656a57a5d6cf657d3'],
    ['in_vivo_sig_corr-synapse_density', 39_869, 'a86672914c1885eec8c4dd9b50abfdeefa76a9a8bdbb11a8c7c6df97ba0b5ea8'],
    [
      'readout_similarity_cvt-ld_density_control',
      43_026,
      '3bc2e1e2ad915a44db1b90b8d5e044ab19263807ae237c7d2e4dcb57f07a6e25',
    ],
    [
      'readout_similarity_cvt-synapse_density',
      41_533,
      '8010c2ce09c7f2655e4693d079711d4af598dfd7cd21b88fa0c3c52ad8cf2269',
    ],
    [
      'readout_location_distance_cvt-ld_density_control',
      45_774,
      '747fc0aaf2889ba7c06d893a50a79454ad05bab91ff38fd0996f1a4c4d15c284',
    ],
    [
      'readout_location_distance_cvt-synapse_density',
      43_754,
      '6c99c2c3134efc64e3a2c29529c2e9b1e5f6de7a868ecc0d99ac01d4cfd81ba2',
    ],
    [
      'readout_location_distance_sta-ld_density_control',
      45_773,
      '01d040c8e2f1b65a327284ea5639f7457f02fba78579fc7e01138c2e480c0843',
    ],
    [
      'readout_location_distance_sta-synapse_density',
      43_926,
      'adcaf5c32ac4ffdcbda57a2355dcd0462349de3dea7abce8edd89f85e71caa0c',
    ],
    [
      'delta_ori_cvt_monet_full-ld_density_control',
      12_689,
      'd6196773d141534aa5e0434aee5075a47f8e21722118f52548e17b9dbc0d7858',
    ],
    [
      'delta_ori_cvt_monet_full-synapse_density',
      12_246,
      'd2ab8df81ec499fc01bd1136981c44d21a423a068df01b5df4c48aaf08102e80',
    ],
    ['delta_ori_iv-ld_density_control', 25_465, 'b907cea2e98207e1c0abbc8a44d8bf869b88e7f591d49ce123ccbc28c321734a'],
    ['delta_ori_iv-synapse_density', 24_565, 'c97b0a2b8f3337177d9f4d78239768858b646a96cfe246371e0d5964438ebe5a'],
  ],
  model_coef: [
    [
      'in_silico_sig_corr_cvt-ld_density_control',
      88_571,
      '6c35ebdba52527e81358e88b612161cdbafc69d0a06e134a76616d7ec67f2a01',
    ],
    [
      'in_silico_sig_corr_cvt-synapse_density',
      86_938,
      'caafff7dac48dc02db180a866a70fb786586451f3423e4c1614e12bd966a6baf',
    ],
    ['in_vivo_sig_corr-ld_density_control', 88_313, '262d5d4c78df757c4dc5c338668213f0a83d57baa458e14c967bd6e640732455'],
    ['in_vivo_sig_corr-synapse_density', 86_719, 'cbf0072648150683b278e2a3f2348524384333031cc354ab7f9bc5fc7557015a'],
    [
      'readout_similarity_cvt-ld_density_control',
      88_525,
      'a0641d456a94ecd27dacce38f66cfca1061734cc0f4155714f5b8a34aa3f1a00',
    ],
    [
      'readout_similarity_cvt-synapse_density',
      86_975,
      '14a4561d66b4c032809f650fb0c05019d03d772d782ec735b1ef41bb7e60680f',
    ],
    [
      'readout_location_distance_cvt-ld_density_control',
      92_653,
      'c4d549cb8901bd2702da77fa2bf9c575f959eba3ec1a95109b5376a5e43bbefc',
    ],
    [
      'readout_location_distance_cvt-synapse_density',
      91_084,
      'dc570a652c84cc579fc8fba883616e5919b2f6b3316d2c7b36c5959cb893a5f8',
    ],
    [
      'readout_location_distance_sta-ld_density_control',
      92_658,
      'e7ea6aac662b006f3b30e2bc59d20b378a07a79d1a4de8c213178dd2ac08292d',
    ],
    [
      'readout_location_distance_sta-synapse_density',
      91_095,
      '924ec8d09abb975c9050de47b4b65d9f90686aef67693b0d28453c11f15b108f',
    ],
    [
      'delta_ori_cvt_monet_full-ld_density_control',
      29_469,
      'b9bc00b94801fc5e63e29e954d84169259c3243ec4a39731ea1794da6ac3d24f',
    ],
    [
      'delta_ori_cvt_monet_full-synapse_density',
      29_020,
      '468f09bd9c67e70ea08c2873530f59edfc2af9a5ea081881b54b954c7d15d254',
    ],
    ['delta_ori_iv-ld_density_control', 59_014, '2689f8819213b18a0cc52e61583112eb161cef32106a8cc5d1d71072994d7fde'],
    ['delta_ori_iv-synapse_density', 57_911, '8dc7c933caef65a1265d7790ce763a4046d81902107cad0a7f9388e08de17b6f'],
  ],
  meta_info: [
    [
      'in_silico_sig_corr_cvt-ld_density_control',
      3_711,
      '32696c8c4d259b3ecab9d15725a71b7cf6d1cd871d781ce9b0ee7184e03f3829',
    ],
    [
      'in_silico_sig_corr_cvt-synapse_density',
      3_617,
      '772412a92ddcfe6907335399d9e134c08ed6b450f8972a0d0e48016343fbd712',
    ],
    ['in_vivo_sig_corr-ld_density_control', 3_515, '39fadf1c7ab62b59c8747d3317f25801f6d25ddd1dee0816cf3e88d9c32ad4a1'],
    ['in_vivo_sig_corr-synapse_density', 3_411, '69dd53ba01cd084bc332fb01baf9a97291db7c231f1a81d00b9c7a4bf313044a'],
    [
      'readout_similarity_cvt-ld_density_control',
      3_711,
      '633e7de823e27295ab11894930f04f85c1fa07d69e6e345c7fffbd5fcd02c413',
    ],
    [
      'readout_similarity_cvt-synapse_density',
      3_617,
      'ad2e5562a73b7801e260d68d38991576df48e80a59256f20ea4f6b34f85cdf04',
    ],
    [
      'readout_location_distance_cvt-ld_density_control',
      3_963,
      '3cdc47ae7247adc1e15ba7ca7883acf932fb5e8a2598ea9fde02e2d88de23b95',
    ],
    [
      'readout_location_distance_cvt-synapse_density',
      3_869,
      '11ca240a924951109a8657d57a1fe002ca972b7f3619f5926d852611aeb50a92',
    ],
    [
      'readout_location_distance_sta-ld_density_control',
      3_963,
      '73522f23cf0620eed58654031f17ab9887ef8b6df61f30fc282608c0dad30232',
    ],
    [
      'readout_location_distance_sta-synapse_density',
      3_869,
      'f8b7c8028bf534a8344357a0556e92ccf78dfd98ebe1928fb67d22a13c114493',
    ],
    [
      'delta_ori_cvt_monet_full-ld_density_control',
      3_409,
      'e0dd4b13fba250303adf0f72f4607c1a17603de5af08283f072aeeeadcfe7599',
    ],
    [
      'delta_ori_cvt_monet_full-synapse_density',
      3_287,
      '92c5f22bb3e2064b9b93a9787d50487d28910aa3ed971b1c84b548415e0e4f2e',
    ],
    ['delta_ori_iv-ld_density_control', 3_187, 'ed0483c401d0cc51a90ad8998616a37e30adc39db37a39d2c595ded396c7b7b1'],
    ['delta_ori_iv-synapse_density', 3_087, '76b8e0f2ad2d23c789b2a358ea2337a84302dce585bd50d5d7885a0cffe2c1ef'],
  ],
  model_performance: [
    [
      'in_silico_sig_corr_cvt-ld_density_control',
      223,
      'c9c472872e45e03ae430cacf32756de0ac0ba00539a2104e3efb5ca447b7f449',
    ],
    ['in_silico_sig_corr_cvt-synapse_density', 252, '19a7aa730d2f66d4918b65a2e0ce3379b8ac78d5dfcf58ac0c7d576238adcb9f'],
    ['in_vivo_sig_corr-ld_density_control', 214, '706d7a2e9d07d49fdc188403fce30516be777e37762583393952f01ad7a4cb58'],
    ['in_vivo_sig_corr-synapse_density', 252, '18b2ab08630606c2a64d86856998a7aed822115de32cf88dc104bc21e5b01ed7'],
    [
      'readout_similarity_cvt-ld_density_control',
      223,
      '0b9a17c5e38ec3047e2709fdef6229ae9f79dd8c8260229169e01f805832a6e4',
    ],
    ['readout_similarity_cvt-synapse_density', 254, 'd727070a49cb64a4e66520fb574fd69b11094f9a323f0c18b487dd35f80a1286'],
    [
      'readout_location_distance_cvt-ld_density_control',
      227,
      'cc4ea6ef64fcd354fd36fe372893654cc12be6838c36ab5c2a1841d4b2560c4a',
    ],
    [
      'readout_location_distance_cvt-synapse_density',
      262,
      'e6caebaa34a872094687124aeb1e4e056b6282b22f766718c46757722b596bed',
    ],
    [
      'readout_location_distance_sta-ld_density_control',
      230,
      'e6d1ab2601f6922eb613267a6b29ec1b704f10e88636bf62a7e9196f56a398db',
    ],
    [
      'readout_location_distance_sta-synapse_density',
      262,
      '28a9fb4f2b50521fa4655481c0449322656b53b8914deb19f682d95b9875949d',
    ],
    [
      'delta_ori_cvt_monet_full-ld_density_control',
      220,
      'fd19a7965dbb08b99ae8b3e731333c0e571b6fa3a0b2e1c1afe7163330f84242',
    ],
    [
      'delta_ori_cvt_monet_full-synapse_density',
      268,
      '870ef16f6111e36d2f5146e4e802a9f45559838e16a769cc0c40fd6573309ef5',
    ],
    ['delta_ori_iv-ld_density_control', 211, 'e4210aabaf291a9bfccc021f3a80155366b975f0a9c63b6629b6ba6948db94b9'],
    ['delta_ori_iv-synapse_density', 248, '958712ddfe2b31bd753b1b1613b0cdaa37a730f6652ad3c53f4e2f1cad392413'],
  ],
};
